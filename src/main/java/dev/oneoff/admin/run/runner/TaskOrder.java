package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.run.index.TaskKind;
import dev.oneoff.admin.task.Task;
import java.util.List;
import java.util.function.Supplier;

/**
 * A task to be run.
 *
 * @param name the task's name
 * @param task its author's annotation
 * @param beans supplies the task with its options set; a new instance for each worker
 * @param arguments its words, sensitive ones masked
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
