package dev.oneoff.tasks;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.task.Cleanup;
import dev.oneoff.admin.task.Items;
import dev.oneoff.admin.task.Task;
import dev.oneoff.orders.Customer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.Option;

/**
 * Personal data that no longer serves a purpose is deleted, and what is erased is not kept for an
 * undo either.
 */
@Task(description = "Deletes customers who signed up long ago and never ordered.", undo = false)
class PurgeIdleCustomers implements Cleanup<Customer> {

  @Option(
      names = "--idle-for",
      paramLabel = "DAYS",
      defaultValue = "730",
      description = "How many days ago they signed up at least. Default: ${DEFAULT-VALUE}.")
  int idleFor = 730;

  @Override
  public Items<Customer> items() {
    if (idleFor < 1) {
      throw AdminException.usage("--idle-for must be 1 or more days, not " + idleFor + ".");
    }
    return Items.of(
        Customer.class,
        "signedUpOn < ?1 and id not in (select o.customer.id from Order o)",
        LocalDate.now(ZoneOffset.UTC).minusDays(idleFor));
  }
}
