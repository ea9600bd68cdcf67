package dev.oneoff.admin.transfer.dump;

import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.transfer.export.OrdersDatabase;

/** Exports everything of a test's database. */
public final class DumpsOf {

  private final OrdersDatabase orders;

  public DumpsOf(OrdersDatabase orders) {
    this.orders = orders;
  }

  public void run(DumpRequest request) throws Exception {
    new Dumps(orders.entities())
        .run(request, orders.database().database(), TestConsole.unattended().invocation());
  }
}
