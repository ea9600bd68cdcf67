package dev.oneoff.orders;

import java.math.BigDecimal;

/**
 * A product as the API returns it.
 *
 * @param price in euros
 */
public record ProductView(long id, String sku, String name, BigDecimal price) {

  static ProductView of(Product product) {
    return new ProductView(product.id, product.sku, product.name, product.price);
  }
}
