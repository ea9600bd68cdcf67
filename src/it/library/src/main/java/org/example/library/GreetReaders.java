package org.example.library;

import dev.oneoff.admin.task.DataFix;
import dev.oneoff.admin.task.Items;
import dev.oneoff.admin.task.Task;

/** Goes through keys that are UUIDs, and does what cannot be taken back. */
@Task(description = "Sends every reader a greeting.", effectsOutsideTheDatabase = true)
class GreetReaders implements DataFix<Reader> {

  @Override
  public Items<Reader> items() {
    return Items.of(Reader.class, "greeting is null");
  }

  @Override
  public void process(Reader reader) {
    reader.greeting = "sent";
  }
}
