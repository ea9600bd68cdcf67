package dev.oneoff.admin.run.index;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Listed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that the build lists: a service's by {@link
 * dev.oneoff.admin.task.processor.TaskProcessor}, the toolkit's own as service entries of the
 * interfaces they implement. Neither loading nor querying it creates a task.
 */
public final class TaskIndex {

  private final Map<String, TaskType> tasks = new TreeMap<>();

  private TaskIndex(ClassLoader loader) {
    for (String name : listed(loader)) {
      Class<?> type = load(name, loader);
      if (type != null) {
        add(TaskType.of(type));
      }
    }
  }

  public static TaskIndex read() {
    return in(Thread.currentThread().getContextClassLoader());
  }

  static TaskIndex in(ClassLoader loader) {
    return new TaskIndex(loader);
  }

  /** By name. */
  public List<TaskType> tasks(TaskKind kind) {
    return tasks.values().stream().filter(task -> task.kind() == kind).toList();
  }

  public Optional<TaskType> find(String name) {
    return Optional.ofNullable(tasks.get(name));
  }

  private void add(TaskType task) {
    TaskType other = tasks.put(task.name(), task);
    if (other != null) {
      throw AdminException.failed(
          "Two tasks are called "
              + task.name()
              + ": "
              + other.type().getName()
              + " and "
              + task.type().getName()
              + ". Rename one.",
          null);
    }
  }

  private static Set<String> listed(ClassLoader loader) {
    Set<String> names = Listed.TASKS.read(loader);
    for (TaskKind kind : TaskKind.values()) {
      kind.interfaces()
          .forEach(
              type -> names.addAll(Listed.read("META-INF/services/" + type.getName(), loader)));
    }
    return names;
  }

  /** Null for a class deleted since the list was last written. */
  private static @Nullable Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      return null;
    } catch (LinkageError e) {
      throw AdminException.failed("The task " + name + " cannot be loaded: " + e, e);
    }
  }
}
