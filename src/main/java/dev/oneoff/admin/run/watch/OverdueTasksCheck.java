package dev.oneoff.admin.run.watch;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.run.index.TaskIndex;
import dev.oneoff.admin.run.index.TaskKind;
import jakarta.enterprise.context.Dependent;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Tasks whose classes should have been deleted by now. */
@Dependent
class OverdueTasksCheck implements Check {

  private final Supplier<LocalDate> today;

  OverdueTasksCheck() {
    this(() -> LocalDate.now(ZoneId.systemDefault()));
  }

  OverdueTasksCheck(Supplier<LocalDate> today) {
    this.today = today;
  }

  @Override
  public String name() {
    return "overdue-tasks";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) {
    return Arrays.stream(TaskKind.values())
        .flatMap(kind -> TaskIndex.read().tasks(kind).stream())
        .filter(task -> task.overdue(today.get()))
        .map(
            task ->
                Finding.warning(
                    task.name() + " was to be deleted by " + task.deleteBy().orElseThrow() + ".",
                    "Delete " + task.type().getName() + ", or give it another date."))
        .toList();
  }
}
