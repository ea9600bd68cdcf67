package dev.oneoff.orders;

import static dev.oneoff.orders.OrderStatus.CANCELLED;
import static dev.oneoff.orders.OrderStatus.DELIVERED;
import static dev.oneoff.orders.OrderStatus.PAID;
import static dev.oneoff.orders.OrderStatus.PLACED;
import static dev.oneoff.orders.OrderStatus.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderStatusTest {

  @Test
  void exactlyTheseTransitionsAreAllowed() {
    String arrows =
        Arrays.stream(OrderStatus.values())
            .map(status -> status + " -> " + status.next())
            .collect(Collectors.joining("\n"));

    assertThat(arrows)
        .isEqualTo(
            """
            PLACED -> [PAID, CANCELLED]
            PAID -> [SHIPPED, CANCELLED]
            SHIPPED -> [DELIVERED]
            DELIVERED -> []
            CANCELLED -> []""");
  }

  @ParameterizedTest
  @EnumSource
  void noStatusLeadsToItself(OrderStatus status) {
    assertThat(status.leadsTo(status)).isFalse();
  }

  @Test
  void anOrderIsNotShippedBeforeItIsPaid() {
    assertThat(PLACED.leadsTo(SHIPPED)).isFalse();
    assertThat(PAID.leadsTo(SHIPPED)).isTrue();
  }

  @Test
  void aParcelOnItsWayCannotBeCancelled() {
    assertThat(SHIPPED.leadsTo(CANCELLED)).isFalse();
    assertThat(SHIPPED.leadsTo(DELIVERED)).isTrue();
  }
}
