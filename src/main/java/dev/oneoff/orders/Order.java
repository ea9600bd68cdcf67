package dev.oneoff.orders;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hibernate.annotations.BatchSize;

/** What one customer ordered at one time. */
@Entity
@Table(name = "orders")
public class Order extends PanacheEntityBase {

  @Id
  @GeneratedValue
  @SequenceGenerator(sequenceName = "orders_seq")
  public Long id;

  @ManyToOne(fetch = FetchType.LAZY)
  public Customer customer;

  @Enumerated(EnumType.STRING)
  public OrderStatus status = OrderStatus.PLACED;

  public Instant placedAt;

  public Instant updatedAt;

  /** Counts changes: of two concurrent ones, the second fails. */
  @Version public long version;

  /** Fetched for a whole page of orders at once, not order by order. */
  @BatchSize(size = 100)
  @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
  @OrderBy("id")
  public List<OrderLine> lines = new ArrayList<>();

  /** Adds a line at the product's current price. */
  public void add(Product product, int quantity) {
    OrderLine line = new OrderLine();
    line.order = this;
    line.product = product;
    line.quantity = quantity;
    line.unitPrice = product.price;
    lines.add(line);
  }

  /**
   * Moves on to the next status.
   *
   * @throws RefusedException if {@link OrderStatus} does not allow that transition
   */
  public void moveTo(OrderStatus next) {
    if (!status.leadsTo(next)) {
      String instead = status.next().isEmpty() ? "nothing else" : "only " + status.next();
      throw RefusedException.conflict(
          String.format(
              Locale.ROOT, "Order %d is %s and cannot become %s, %s.", id, status, next, instead));
    }
    status = next;
  }

  /** In euros. */
  public BigDecimal total() {
    return lines.stream().map(OrderLine::total).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @PrePersist
  @PreUpdate
  void stamp() {
    // More digits than the database stores would make this answer differ from the next.
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    updatedAt = now;
    if (placedAt == null) {
      placedAt = now;
    }
  }
}
