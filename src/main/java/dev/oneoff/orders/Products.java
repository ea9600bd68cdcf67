package dev.oneoff.orders;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.RoundingMode;
import java.util.Locale;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Operations on products. */
@ApplicationScoped
@Transactional
public class Products {

  public Page<ProductView> list(@Nullable String namePrefix, Paging paging) {
    Filter filter = new Filter().startsWith("lower(name)", namePrefix);
    return Page.of(
        Product.<Product>find(filter.where(), Sort.by("id"), filter.parameters()),
        paging,
        ProductView::of);
  }

  public ProductView get(long id) {
    return Product.<Product>findByIdOptional(id)
        .map(ProductView::of)
        .orElseThrow(() -> RefusedException.missing("Product", id));
  }

  public ProductView create(NewProduct wanted) {
    Product product = new Product();
    product.sku = wanted.sku();
    product.name = wanted.name().strip();
    product.price = wanted.price().setScale(2, RoundingMode.UNNECESSARY);
    try {
      product.persistAndFlush();
    } catch (ConstraintViolationException e) {
      throw RefusedException.duplicate(
          "products_sku_key",
          String.format(Locale.ROOT, "A product with the SKU %s exists already.", product.sku),
          e);
    }
    return ProductView.of(product);
  }
}
