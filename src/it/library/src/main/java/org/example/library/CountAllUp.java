package org.example.library;

import dev.oneoff.admin.task.Assignment;
import dev.oneoff.admin.task.BulkFix;
import dev.oneoff.admin.task.Items;
import dev.oneoff.admin.task.Task;

/** The same by one statement for many. */
@Task(description = "Counts every counter up by one, many at a time.")
class CountAllUp implements BulkFix<Counter> {

  @Override
  public Items<Counter> items() {
    return Items.of(Counter.class, "id > ?1", 0);
  }

  @Override
  public Assignment assignment() {
    return Assignment.set("n = n + ?1, note = 'why?1'", 1);
  }
}
