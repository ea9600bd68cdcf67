package dev.oneoff.admin.run.index;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Listed;
import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.Dependent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The tasks, by kind. */
@Dependent
class TasksFound implements Check.OfAdoption {

  @Override
  public String name() {
    return "tasks";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) {
    if (!Listed.TASKS.written()) {
      return List.of();
    }
    TaskIndex index = TaskIndex.read();
    String found =
        Arrays.stream(TaskKind.values())
            .map(kind -> index.tasks(kind).size() + " " + plural(kind))
            .collect(Collectors.joining(", "));
    return List.of(
        Finding.info("Tasks: " + found + ".", "A fix is one class with @Task; see docs/tasks.md."));
  }

  private static String plural(TaskKind kind) {
    return kind == TaskKind.FIX ? "fixes" : kind + "s";
  }
}
