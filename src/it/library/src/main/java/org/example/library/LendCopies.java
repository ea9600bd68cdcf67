package org.example.library;

import dev.oneoff.admin.task.DataFix;
import dev.oneoff.admin.task.Items;
import dev.oneoff.admin.task.Task;

/** Goes through keys of two columns. */
@Task(description = "Lends every copy.")
class LendCopies implements DataFix<Copy> {

  @Override
  public Items<Copy> items() {
    return Items.of(Copy.class);
  }

  @Override
  public void process(Copy copy) {
    if (copy.lent) {
      throw new IllegalStateException("It was met twice.");
    }
    copy.lent = true;
  }
}
