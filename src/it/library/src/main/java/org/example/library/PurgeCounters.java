package org.example.library;

import dev.oneoff.admin.task.Cleanup;
import dev.oneoff.admin.task.Items;
import dev.oneoff.admin.task.Row;
import dev.oneoff.admin.task.Task;
import picocli.CommandLine.Option;

/** Rows of a table, without an entity. */
@Task(description = "Deletes the counters below a number.")
class PurgeCounters implements Cleanup<Row> {

  @Option(names = "--below", required = true, description = "The number.")
  long below;

  @Override
  public Items<Row> items() {
    return Items.ofTable("counter", "id", "id < ?", below);
  }
}
