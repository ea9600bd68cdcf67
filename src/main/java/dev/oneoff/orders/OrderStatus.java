package dev.oneoff.orders;

import java.util.List;

/** Where an order stands, and where it can go from there. */
public enum OrderStatus {
  PLACED,
  PAID,
  SHIPPED,
  DELIVERED,
  CANCELLED;

  /** Where an order can go from here; nowhere where its story ends. */
  public List<OrderStatus> next() {
    return switch (this) {
      case PLACED ->
          List.of(
              // The payment has arrived.
              PAID,
              // The customer thought better of it, or never paid.
              CANCELLED);
      case PAID ->
          List.of(
              // The parcel has left the warehouse.
              SHIPPED,
              // It cannot be delivered as ordered; the money goes back.
              CANCELLED);
      case SHIPPED ->
          List.of(
              // The carrier has handed it over.
              DELIVERED);
      // Both are ends: what comes back is another story, told by a new order.
      case DELIVERED, CANCELLED -> List.of();
    };
  }

  /** Whether the customer's money is here, and to stay. */
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
