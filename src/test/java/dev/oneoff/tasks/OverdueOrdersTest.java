package dev.oneoff.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.orders.Order;
import dev.oneoff.orders.OrderStatus;
import dev.oneoff.tasks.OverdueOrders.Overdue;
import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestTransaction
class OverdueOrdersTest {

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

  @Inject OverdueOrders report;

  @Test
  void theLongestWaitComesFirst() {
    Order fresh = Sold.at(daysAgo(4), OrderStatus.PAID, "1.00");
    Order old = Sold.at(daysAgo(900), OrderStatus.PAID, "2.00", "0.50");

    assertThat(overdue(fresh, old))
        .containsExactly(
            new Overdue(old.id, "Ada Lovelace", old.placedAt, 900, new BigDecimal("2.50")),
            new Overdue(fresh.id, "Ada Lovelace", fresh.placedAt, 4, new BigDecimal("1.00")));
  }

  @Test
  void onlyPaidAndUnshippedOrdersWait() {
    assertThat(
            overdue(
                Sold.at(daysAgo(9), OrderStatus.PLACED, "1.00"),
                Sold.at(daysAgo(9), OrderStatus.SHIPPED, "1.00"),
                Sold.at(daysAgo(9), OrderStatus.CANCELLED, "1.00")))
        .isEmpty();
  }

  @Test
  void howLongAnOrderMayWaitIsAnOption() {
    Order order = Sold.at(daysAgo(4), OrderStatus.PAID, "1.00");
    report.days = 5;

    assertThat(overdue(order)).isEmpty();
  }

  private List<Overdue> overdue(Order... orders) {
    List<Long> own = List.of(orders).stream().map(order -> order.id).toList();
    return report.rows().filter(row -> own.contains(row.orderId())).toList();
  }

  private String daysAgo(int days) {
    return now.minus(Duration.ofDays(days)).toString();
  }
}
