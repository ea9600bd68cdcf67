package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.run.index.TaskKind;
import dev.oneoff.admin.task.Task;
import java.util.List;
import java.util.function.Supplier;

/**
 * A task that is to be run.
 *
 * @param name the task's
 * @param task what its author says of it
 * @param beans gives the task with its options set; a new one for each worker
 * @param arguments its words, what is sensitive masked
 * @param argumentsHash of its words, unmasked
 */
public record TaskOrder(
    TaskKind kind,
    String name,
    Task task,
    Supplier<Object> beans,
    List<String> arguments,
    String argumentsHash,
    RunOptions options) {

  /** As it is typed: {@code fix backfill-slugs}. */
  String command() {
    return kind + " " + name;
  }
}
