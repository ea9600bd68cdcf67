package dev.oneoff.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.task.Assignment;
import dev.oneoff.admin.task.Items;
import dev.oneoff.orders.Customer;
import org.junit.jupiter.api.Test;

class NormalizePhonesTest {

  private final NormalizePhones task = new NormalizePhones();

  @Test
  void normalNumbersAreNotItems() {
    assertThat(task.items())
        .isEqualTo(Items.of(Customer.class, "phone like '% %' or phone like '%-%'"));
  }

  @Test
  void blanksAndHyphensGo() {
    assertThat(task.assignment())
        .isEqualTo(Assignment.set("phone = replace(replace(phone, ' ', ''), '-', '')"));
  }
}
