package dev.oneoff.tasks;

import dev.oneoff.orders.Customer;
import dev.oneoff.orders.Order;
import dev.oneoff.orders.OrderStatus;
import dev.oneoff.orders.Product;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** Orders of the past, in the transaction of a test. */
final class Sold {

  private Sold() {}

  /** An order with a line for each price. */
  static Order at(String moment, OrderStatus status, String... prices) {
    Order order = new Order();
    order.customer = customer();
    order.status = status;
    order.placedAt = Instant.parse(moment);
    for (String price : prices) {
      order.add(product(price), 1);
    }
    order.persistAndFlush();
    return order;
  }

  private static Customer customer() {
    Customer customer = new Customer();
    customer.name = "Ada Lovelace";
    customer.email = "ada-" + System.nanoTime() + "@example.com";
    customer.signedUpOn = LocalDate.EPOCH;
    customer.persist();
    return customer;
  }

  private static Product product(String price) {
    Product product = new Product();
    product.sku = "SKU-" + System.nanoTime();
    product.name = "Tea";
    product.price = new BigDecimal(price);
    product.persist();
    return product;
  }
}
