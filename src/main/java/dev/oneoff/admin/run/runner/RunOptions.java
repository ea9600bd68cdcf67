package dev.oneoff.admin.run.runner;

import java.time.Duration;

/**
 * How a task is run, whatever the task.
 *
 * @param workers the number of this process's threads that work on it
 * @param join works on a run that another process has begun
 * @param again repeats what was done before
 * @param maxErrors how many items may fail before the run does
 * @param targetBatchTime how long a transaction should take
 */
public record RunOptions(
    int workers, boolean join, boolean again, int maxErrors, Duration targetBatchTime) {

  public static final RunOptions DEFAULT =
      new RunOptions(1, false, false, 100, Duration.ofMillis(500));

  /** No matter how many items fail. */
  RunOptions unlimited() {
    return new RunOptions(workers, join, again, Integer.MAX_VALUE, targetBatchTime);
  }

  public RunOptions joining(boolean joins) {
    return new RunOptions(workers, joins, again, maxErrors, targetBatchTime);
  }

  public RunOptions doneAgain() {
    return new RunOptions(workers, join, true, maxErrors, targetBatchTime);
  }
}
