package dev.oneoff.orders;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** Something to order. */
@Entity
@Table(name = "products")
public class Product extends PanacheEntityBase {

  @Id
  @GeneratedValue
  @SequenceGenerator(sequenceName = "products_seq")
  public Long id;

  /** The shop's own number for it. */
  public String sku;

  public String name;

  /** In euros. */
  public BigDecimal price;
}
