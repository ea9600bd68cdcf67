package dev.oneoff.tasks;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.orders.OrderStatus;
import dev.oneoff.tasks.RevenueByMonth.Month;
import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestTransaction
class RevenueByMonthTest {

  @Inject RevenueByMonth report;

  @Test
  void eachMonthHasARowWithItsPaidRevenue() {
    Sold.at("2001-01-31T23:59:59.999Z", OrderStatus.PAID, "4.50", "5.50");
    Sold.at("2001-01-01T00:00:00Z", OrderStatus.DELIVERED, "90.00");
    Sold.at("2001-03-01T00:00:00Z", OrderStatus.SHIPPED, "1.00");
    Sold.at("2001-03-02T00:00:00Z", OrderStatus.PLACED, "500.00");
    Sold.at("2001-03-02T00:00:00Z", OrderStatus.CANCELLED, "500.00");
    Sold.at("2001-04-01T00:00:00Z", OrderStatus.PAID, "500.00");
    report.from = YearMonth.of(2001, 1);
    report.to = YearMonth.of(2001, 3);

    assertThat(report.rows())
        .containsExactly(
            new Month(report.from, 2, new BigDecimal("100.00")),
            new Month(YearMonth.of(2001, 2), 0, new BigDecimal("0.00")),
            new Month(report.to, 1, new BigDecimal("1.00")));
  }

  @Test
  void anOrderWithoutLinesCountsAndAddsNothing() {
    Sold.at("2001-06-01T00:00:00Z", OrderStatus.PAID);
    report.from = YearMonth.of(2001, 6);
    report.to = YearMonth.of(2001, 6);

    assertThat(report.rows()).containsExactly(new Month(report.from, 1, new BigDecimal("0.00")));
  }

  @Test
  void withoutOptionsItIsTheLastTwelveMonths() {
    YearMonth now = YearMonth.from(Instant.now().atZone(java.time.ZoneOffset.UTC));

    assertThat(report.rows())
        .hasSize(12)
        .last()
        .satisfies(month -> assertThat(month.month()).isIn(now, now.plusMonths(1)));
  }

  @Test
  void anEndBeforeTheStartIsAnError() {
    report.from = YearMonth.of(2001, 2);
    report.to = YearMonth.of(2001, 1);

    assertThatThrownBy(report::rows)
        .is(because(Cause.USAGE))
        .hasMessage("--from 2001-02 is after --to 2001-01.");
  }
}
