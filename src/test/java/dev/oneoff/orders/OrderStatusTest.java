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
  void the_arrows_are_these_and_no_others() {
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
  void no_status_leads_to_itself(OrderStatus status) {
    assertThat(status.leadsTo(status)).isFalse();
  }

  @Test
  void an_order_is_not_shipped_before_it_is_paid() {
    assertThat(PLACED.leadsTo(SHIPPED)).isFalse();
    assertThat(PAID.leadsTo(SHIPPED)).isTrue();
  }

  @Test
  void a_parcel_on_its_way_cannot_be_cancelled() {
    assertThat(SHIPPED.leadsTo(CANCELLED)).isFalse();
    assertThat(SHIPPED.leadsTo(DELIVERED)).isTrue();
  }
}
