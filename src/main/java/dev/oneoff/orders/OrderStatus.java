package dev.oneoff.orders;

import java.util.List;

/** The status of an order, and the ones that can follow it. */
public enum OrderStatus {
  PLACED,
  PAID,
  SHIPPED,
  DELIVERED,
  CANCELLED;

  /** The statuses that can follow this one; empty if it is final. */
  public List<OrderStatus> next() {
    return switch (this) {
      case PLACED ->
          List.of(
              // The payment has arrived.
              PAID,
              // The customer changed their mind, or never paid.
              CANCELLED);
      case PAID ->
          List.of(
              // The parcel has left the warehouse.
              SHIPPED,
              // It cannot be delivered as ordered; the money is refunded.
              CANCELLED);
      case SHIPPED ->
          List.of(
              // The carrier has delivered it.
              DELIVERED);
      // Both are final: a return is handled by a new order.
      case DELIVERED, CANCELLED -> List.of();
    };
  }

  /** Whether we have the customer's money, and keep it. */
  public boolean paid() {
    return switch (this) {
      case PAID, SHIPPED, DELIVERED -> true;
      case PLACED, CANCELLED -> false;
    };
  }

  /** Whether an order may go from this status to that one. No status leads to itself. */
  public boolean leadsTo(OrderStatus next) {
    return next().contains(next);
  }
}
