package dev.oneoff.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.task.Items;
import dev.oneoff.admin.task.Task;
import dev.oneoff.orders.Customer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PurgeIdleCustomersTest {

  private final PurgeIdleCustomers task = new PurgeIdleCustomers();

  @Test
  void customersWithoutOrdersWhoSignedUpBeforeThatDayAreIdle() {
    task.idleFor = 30;

    assertThat(task.items())
        .isEqualTo(
            Items.of(
                Customer.class,
                "signedUpOn < ?1 and id not in (select o.customer.id from Order o)",
                LocalDate.now(ZoneOffset.UTC).minusDays(30)));
  }

  @Test
  void todaysCustomersAreNotIdle() {
    task.idleFor = 0;

    assertThatThrownBy(task::items)
        .isInstanceOfSatisfying(
            AdminException.class,
            e -> assertThat(e.reason()).isEqualTo(AdminException.Cause.USAGE));
  }

  @Test
  void erasedValuesAreNotKept() {
    assertThat(PurgeIdleCustomers.class.getAnnotation(Task.class).undo()).isFalse();
  }
}
