package dev.oneoff.orders;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** One product of an order. */
@Entity
@Table(name = "order_lines")
public class OrderLine extends PanacheEntityBase {

  @Id
  @GeneratedValue
  @SequenceGenerator(sequenceName = "order_lines_seq")
  public Long id;

  @ManyToOne(fetch = FetchType.LAZY)
  public Order order;

  @ManyToOne(fetch = FetchType.LAZY)
  public Product product;

  public int quantity;

  /** In euros, as of when the order was placed: a new price does not change old orders. */
  public BigDecimal unitPrice;

  /** In euros. */
  public BigDecimal total() {
    return unitPrice.multiply(BigDecimal.valueOf(quantity));
  }
}
