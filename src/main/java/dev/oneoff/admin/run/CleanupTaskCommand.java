package dev.oneoff.admin.run;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.option.ConfirmOption;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.run.index.TaskType;
import picocli.CommandLine.Mixin;

/** {@code cleanup NAME}. */
@Recorded(onceItBegins = true, stoppable = true)
final class CleanupTaskCommand extends ItemTaskCommand {

  @Mixin ConfirmOption confirm;

  CleanupTaskCommand(TaskType task) {
    super(task);
  }

  // What is deleted now may be back tomorrow: a cleanup is never done for good.
  @Override
  boolean again() {
    return true;
  }

  @Override
  void confirm(Console console, Tasks tasks) throws Exception {
    confirm.requireOutsideDevelopment(console, "deletes data", tasks.environment());
  }
}
