package dev.oneoff.orders;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/** Something that can be ordered. */
@Entity
@Table(name = "products")
public class Product extends PanacheEntityBase {

  @Id
  @GeneratedValue
  @SequenceGenerator(sequenceName = "products_seq")
  public Long id;

  /** The shop's own number for it. */
  @NotNull
  @Pattern(
      regexp = "[A-Z0-9][A-Z0-9-]{0,39}",
      message = "must be 1 to 40 capital letters, digits and hyphens")
  public String sku;

  @NotBlank
  @Size(max = 200)
  @OneLine
  public String name;

  /** In euros. */
  @NotNull
  @PositiveOrZero
  @Digits(integer = 10, fraction = 2)
  public BigDecimal price;
}
