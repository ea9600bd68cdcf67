package dev.oneoff.tasks;

import dev.oneoff.admin.task.Assignment;
import dev.oneoff.admin.task.BulkFix;
import dev.oneoff.admin.task.Items;
import dev.oneoff.admin.task.Task;
import dev.oneoff.orders.Customer;

/** Support searches by number, and did not find those typed with spaces or hyphens. */
@Task(
    description = "Takes blanks and hyphens out of customers' phone numbers.",
    deleteBy = "2027-03-31")
class NormalizePhones implements BulkFix<Customer> {

  @Override
  public Items<Customer> items() {
    return Items.of(Customer.class, "phone like '% %' or phone like '%-%'");
  }

  @Override
  public Assignment assignment() {
    return Assignment.set("phone = replace(replace(phone, ' ', ''), '-', '')");
  }
}
