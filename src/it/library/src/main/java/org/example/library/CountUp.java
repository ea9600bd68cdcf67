package org.example.library;

import dev.oneoff.admin.task.DataFix;
import dev.oneoff.admin.task.Items;
import dev.oneoff.admin.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Option;

/** Whoever counts twice, or not at all, is found out. */
@Task(description = "Counts every counter up by one.")
class CountUp implements DataFix<Counter> {

  @Option(names = "--poison", split = ",", description = "Counters that cannot be counted up.")
  List<Long> poison = new ArrayList<>();

  @Option(names = "--micros", description = "How long each one takes.")
  long micros;

  @Override
  public Items<Counter> items() {
    return Items.of(Counter.class);
  }

  @Override
  public void process(Counter counter) {
    if (poison.contains(counter.id) && counter.note == null) {
      throw new IllegalStateException("Counter " + counter.id + " is stuck.");
    }
    LockSupport.parkNanos(micros * 1000);
    counter.n++;
  }
}
