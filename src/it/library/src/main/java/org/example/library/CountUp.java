package org.example.library;

import dev.oneoff.admin.task.DataFix;
import dev.oneoff.admin.task.Items;
import dev.oneoff.admin.task.Task;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Option;

/** Whoever counts twice, or not at all, is found out. */
@Task(description = "Counts every counter up by one.")
class CountUp implements DataFix<Counter> {

  @Option(names = "--poison", split = ",", description = "Counters that cannot be counted up.")
  List<Long> poison = new ArrayList<>();

  @Option(
      names = "--gates",
      description = "A directory; whose number is in it waits until it is gone.")
  File gates;

  @Override
  public Items<Counter> items() {
    return Items.of(Counter.class);
  }

  @Override
  public void process(Counter counter) {
    if (poison.contains(counter.id) && counter.note == null) {
      throw new IllegalStateException("Counter " + counter.id + " is stuck.");
    }
    if (gates != null) {
      pass(new File(gates, counter.id.toString()));
    }
    counter.n++;
  }

  private static void pass(File gate) {
    if (gate.exists()) {
      System.out.println("At gate " + gate.getName() + ".");
    }
    while (gate.exists()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
