package dev.oneoff.admin.run.index;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.task.Task;
import dev.oneoff.admin.task.processor.TaskName;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task as far as it is known without creating one.
 *
 * @param name in kebab case, as typed after {@code fix}, {@code cleanup} or {@code report}
 */
public record TaskType(
    String name, TaskKind kind, String description, Optional<LocalDate> deleteBy, Class<?> type) {

  static TaskType of(Class<?> type) {
    Task task =
        Objects.requireNonNull(type.getAnnotation(Task.class), () -> type + " has no @Task.");
    return new TaskType(
        TaskName.of(type.getSimpleName()),
        TaskKind.of(type),
        task.description(),
        task.deleteBy().isEmpty()
            ? Optional.empty()
            : Optional.of(LocalDate.parse(task.deleteBy())),
        type);
  }

  /** Whether the date has passed by which this class should have been deleted. */
  public boolean overdue(LocalDate today) {
    return deleteBy.isPresent() && today.isAfter(deleteBy.get());
  }

  /**
   * An instance for parsing options before there are any beans: constructor arguments are missing,
   * and no method may be called on it.
   */
  public Object withoutBeans() {
    try {
      Constructor<?> constructor = constructor();
      constructor.setAccessible(true);
      return constructor.newInstance(
          Arrays.stream(constructor.getParameterTypes()).map(TaskType::nothing).toArray());
    } catch (InvocationTargetException e) {
      throw AdminException.failed(
          "The task "
              + name
              + " cannot be created to read its options: its constructor uses what it is given ("
              + e.getCause()
              + "). Let it only assign its fields, and look things up when the task runs.",
          e);
    } catch (ReflectiveOperationException e) {
      throw AdminException.failed("The task " + name + " cannot be created: " + e, e);
    }
  }

  private Constructor<?> constructor() {
    return Arrays.stream(type.getDeclaredConstructors())
        .min(Comparator.comparingInt(Constructor::getParameterCount))
        .orElseThrow();
  }

  // The default value of a primitive type; null for any other.
  private static @Nullable Object nothing(Class<?> parameter) {
    return Array.get(Array.newInstance(parameter, 1), 0);
  }
}
