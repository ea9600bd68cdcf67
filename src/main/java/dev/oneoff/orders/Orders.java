package dev.oneoff.orders;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Operations on orders. */
@ApplicationScoped
@Transactional
public class Orders {

  /** Newest first. */
  public Page<OrderView> list(
      @Nullable OrderStatus status, @Nullable Long customerId, Paging paging) {
    Filter filter = new Filter().equal("status", status).equal("customer.id", customerId);
    return Page.of(
        Order.<Order>find(filter.where(), Sort.descending("placedAt", "id"), filter.parameters()),
        paging,
        OrderView::of);
  }

  public OrderView get(long id) {
    return OrderView.of(load(id));
  }

  public OrderView place(NewOrder wanted) {
    Order order = new Order();
    order.customer =
        Customer.<Customer>findByIdOptional(wanted.customerId())
            .orElseThrow(() -> RefusedException.unknownReference("Customer", wanted.customerId()));
    Map<Long, Product> products = products(wanted);
    for (NewOrder.Line line : wanted.lines()) {
      Product product = products.get(line.productId());
      if (product == null) {
        throw RefusedException.unknownReference("Product", line.productId());
      }
      order.add(product, line.quantity());
    }
    order.persistAndFlush();
    return OrderView.of(order);
  }

  /**
   * Moves an order on.
   *
   * @param expected whether the order's version is one that the caller knows
   */
  public OrderView changeStatus(long id, OrderStatus next, LongPredicate expected) {
    Order order = load(id);
    if (!expected.test(order.version)) {
      throw RefusedException.stale(
          String.format(
              Locale.ROOT,
              "Order %d has changed since you read it. Read it again, then decide.",
              id));
    }
    order.moveTo(next);
    // Here, not at commit, so that the answer has the new version.
    Order.flush();
    return OrderView.of(order);
  }

  private static Order load(long id) {
    return Order.<Order>findByIdOptional(id)
        .orElseThrow(() -> RefusedException.missing("Order", id));
  }

  private static Map<Long, Product> products(NewOrder wanted) {
    List<Long> ids = wanted.lines().stream().map(NewOrder.Line::productId).toList();
    return Product.<Product>stream("id in ?1", ids).collect(toMap(p -> p.id, identity()));
  }
}
