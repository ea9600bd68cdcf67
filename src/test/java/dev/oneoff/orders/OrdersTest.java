package dev.oneoff.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrdersTest {

  @Inject Orders orders;
  @Inject SessionFactory sessions;

  @Test
  void ofTwoChangesThatStartFromTheSameVersionTheSecondFails() {
    long order = Api.order();

    assertThatThrownBy(() -> orders.changeStatus(order, OrderStatus.PAID, version -> cancel(order)))
        .isInstanceOf(OptimisticLockException.class);

    assertThat(orders.get(order).status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(orders.get(order).version()).isEqualTo(1);
  }

  /** Somebody else, after the order was read and before it is changed. */
  private boolean cancel(long order) {
    QuarkusTransaction.requiringNew()
        .run(() -> orders.changeStatus(order, OrderStatus.CANCELLED, version -> true));
    return true;
  }

  @Test
  void ofManySimultaneousPaymentsOnlyOneSucceeds() throws Exception {
    int callers = 8;
    long order = Api.order();
    CyclicBarrier start = new CyclicBarrier(callers);
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return Api.changeStatus(order, "PAID").extract().statusCode();
                }));
      }
      List<Integer> codes = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        codes.add(answer.get());
      }

      assertThat(codes).containsOnlyOnce(200);
      assertThat(codes).containsOnly(200, 409);
      assertThat(orders.get(order).version()).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aPageOfOrdersTakesThreeStatementsHoweverLongItIs() {
    long customer = Api.customer();
    long tea = Api.product("Green tea", "4.50");
    long cup = Api.product("Cup", "12");
    for (int i = 0; i < 5; i++) {
      Api.order(customer, tea, cup);
    }
    Statistics statistics = sessions.getStatistics();
    statistics.setStatisticsEnabled(true);
    try {
      statistics.clear();
      Page<OrderView> page = orders.list(null, customer, new Paging(0, 4));

      assertThat(page.items()).hasSize(4).allSatisfy(o -> assertThat(o.lines()).hasSize(2));
      assertThat(statistics.getPrepareStatementCount()).isEqualTo(3);
    } finally {
      statistics.setStatisticsEnabled(false);
    }
  }
}
