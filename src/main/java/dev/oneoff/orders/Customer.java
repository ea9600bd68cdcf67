package dev.oneoff.orders;

import dev.oneoff.admin.Sensitive;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Somebody who places orders. */
@Entity
@Table(name = "customers")
public class Customer extends PanacheEntityBase {

  @Id
  @GeneratedValue
  @SequenceGenerator(sequenceName = "customers_seq")
  public Long id;

  public String name;

  /** In lower case, so that one address is one customer. */
  @Sensitive public String email;

  @Sensitive public @Nullable String phone;

  public LocalDate signedUpOn;

  /** The customer's name in the shop's links. Null until a data fix has set it. */
  public @Nullable String slug;
}
