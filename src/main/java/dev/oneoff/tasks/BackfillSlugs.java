package dev.oneoff.tasks;

import dev.oneoff.admin.task.DataFix;
import dev.oneoff.admin.task.Items;
import dev.oneoff.admin.task.Task;
import dev.oneoff.orders.Customer;
import jakarta.inject.Inject;
import java.time.LocalDate;
import picocli.CommandLine.Option;

/** Customers had no slug before the shop started linking to them. */
@Task(description = "Gives every customer without one a slug.", deleteBy = "2027-06-30")
class BackfillSlugs implements DataFix<Customer> {

  @Option(
      names = "--since",
      paramLabel = "DAY",
      description = "Only customers who signed up on or after this day, as in 2024-01-01.")
  LocalDate since = LocalDate.EPOCH;

  @Inject Slugs slugs;

  @Override
  public Items<Customer> items() {
    return Items.of(Customer.class, "slug is null and signedUpOn >= ?1", since);
  }

  @Override
  public void process(Customer customer) {
    customer.slug = slugs.of(customer);
  }
}
