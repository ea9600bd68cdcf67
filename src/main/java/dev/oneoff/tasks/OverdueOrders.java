package dev.oneoff.tasks;

import dev.oneoff.admin.task.Report;
import dev.oneoff.admin.task.Task;
import dev.oneoff.orders.OrderStatus;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Customers who have paid and are waiting; the longest wait comes first. */
@Task(description = "Paid orders that should have been shipped by now.")
class OverdueOrders implements Report<OverdueOrders.Overdue> {

  /**
   * An order that is waiting.
   *
   * @param days since it was placed; the time of payment is not stored
   * @param total in euros
   */
  record Overdue(long orderId, String customer, Instant placedAt, long days, BigDecimal total) {}

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many days an order may wait. Default: ${DEFAULT-VALUE}.")
  int days = 3;

  @Inject EntityManager entities;

  @Override
  public Stream<Overdue> rows() {
    Instant now = Instant.now();
    return entities
        .createQuery(
            """
            select o.id, o.customer.name, o.placedAt, sum(l.quantity * l.unitPrice)
            from Order o left join o.lines l
            where o.status = ?1 and o.placedAt < ?2
            group by o.id, o.customer.name, o.placedAt
            order by o.placedAt, o.id
            """,
            Object[].class)
        .setParameter(1, OrderStatus.PAID)
        .setParameter(2, now.minus(Duration.ofDays(days)))
        .getResultStream()
        .map(row -> overdue(row, now));
  }

  private static Overdue overdue(Object[] row, Instant now) {
    Instant placedAt = (Instant) row[2];
    return new Overdue(
        (Long) row[0],
        (String) row[1],
        placedAt,
        Duration.between(placedAt, now).toDays(),
        row[3] == null ? BigDecimal.ZERO : (BigDecimal) row[3]);
  }
}
