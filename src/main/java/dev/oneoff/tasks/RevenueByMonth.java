package dev.oneoff.tasks;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.task.Chart;
import dev.oneoff.admin.task.Report;
import dev.oneoff.admin.task.Task;
import dev.oneoff.orders.OrderStatus;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;
import picocli.CommandLine.Option;

/** How the shop is doing: each month has a row, even one in which nobody bought anything. */
@Task(description = "Paid orders and what they brought in, by the month they were placed in (UTC).")
@Chart(x = "month", y = "revenue")
class RevenueByMonth implements Report<RevenueByMonth.Month> {

  /** In euros. */
  record Month(YearMonth month, long orders, BigDecimal revenue) {
    static Month of(Tuple row) {
      return new Month(
          YearMonth.parse(row.get("month", String.class)),
          row.get("orders", Long.class),
          row.get("revenue", BigDecimal.class));
    }
  }

  @Option(
      names = "--from",
      paramLabel = "MONTH",
      description = "The first month, as in 2026-01. Default: eleven months before the last one.")
  YearMonth from;

  @Option(
      names = "--to",
      paramLabel = "MONTH",
      description = "The last month. Default: the current one.")
  YearMonth to;

  @Inject Session entities;

  @Override
  public Stream<Month> rows() {
    YearMonth last = to == null ? YearMonth.now(ZoneOffset.UTC) : to;
    YearMonth first = from == null ? last.minusMonths(11) : from;
    if (first.isAfter(last)) {
      throw AdminException.usage("--from " + first + " is after --to " + last + ".");
    }
    Map<YearMonth, Month> sold =
        sold(first, last).collect(Collectors.toMap(Month::month, month -> month));
    return Stream.iterate(first, month -> !month.isAfter(last), month -> month.plusMonths(1))
        .map(month -> sold.getOrDefault(month, new Month(month, 0, BigDecimal.ZERO.setScale(2))));
  }

  // SQL, because HQL cannot take the month of a timestamp in a time zone.
  private Stream<Month> sold(YearMonth first, YearMonth last) {
    return entities
        .createNativeQuery(
            """
            select to_char(o.placed_at at time zone 'UTC', 'YYYY-MM') as month,
              count(distinct o.id) as orders,
              coalesce(sum(l.quantity * l.unit_price), 0.00) as revenue
            from orders o left join order_lines l on l.order_id = o.id
            where o.status in (:paid) and o.placed_at >= :from and o.placed_at < :to
            group by 1
            """,
            Tuple.class)
        .setParameter(
            "paid",
            Stream.of(OrderStatus.values()).filter(OrderStatus::paid).map(Enum::name).toList())
        .setParameter("from", start(first))
        .setParameter("to", start(last.plusMonths(1)))
        .getResultStream()
        .map(Month::of);
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
