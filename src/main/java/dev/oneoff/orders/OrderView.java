package dev.oneoff.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * An order as the API returns it.
 *
 * @param total in euros
 * @param version the entity tag, as a number
 */
public record OrderView(
    long id,
    long customerId,
    OrderStatus status,
    Instant placedAt,
    Instant updatedAt,
    long version,
    BigDecimal total,
    List<Line> lines) {

  /**
   * One product in it.
   *
   * @param unitPrice in euros, as of when the order was placed
   */
  public record Line(long productId, int quantity, BigDecimal unitPrice) {}

  static OrderView of(Order order) {
    return new OrderView(
        order.id,
        order.customer.id,
        order.status,
        order.placedAt,
        order.updatedAt,
        order.version,
        order.total(),
        order.lines.stream()
            .map(line -> new Line(line.product.id, line.quantity, line.unitPrice))
            .toList());
  }
}
