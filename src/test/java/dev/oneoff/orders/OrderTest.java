package dev.oneoff.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class OrderTest {

  @Test
  void aNewPriceChangesNoOldOrder() {
    Product tea = new Product();
    tea.price = new BigDecimal("4.50");
    Order order = new Order();
    order.add(tea, 3);

    tea.price = new BigDecimal("9.00");

    assertThat(order.total()).isEqualByComparingTo("13.50");
  }

  @Test
  void aForbiddenTransitionIsRefusedAndNamesTheAllowedOnes() {
    Order order = new Order();
    order.id = 7L;

    assertThatThrownBy(() -> order.moveTo(OrderStatus.DELIVERED))
        .isInstanceOf(RefusedException.class)
        .hasMessage("Order 7 is PLACED and cannot become DELIVERED, only [PAID, CANCELLED].");
    assertThat(order.status).isEqualTo(OrderStatus.PLACED);
  }

  @Test
  void anOrderAtItsEndSaysSo() {
    Order order = new Order();
    order.id = 7L;
    order.status = OrderStatus.CANCELLED;

    assertThatThrownBy(() -> order.moveTo(OrderStatus.PAID))
        .hasMessage("Order 7 is CANCELLED and cannot become PAID, nothing else.");
  }
}
