package dev.oneoff.admin.run;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.option.AgainOption;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.run.index.TaskType;
import picocli.CommandLine.Mixin;

/** {@code fix NAME}. */
@Recorded(onceItBegins = true, stoppable = true)
final class FixTaskCommand extends ItemTaskCommand {

  @Mixin AgainOption again = new AgainOption();

  FixTaskCommand(TaskType task) {
    super(task);
  }

  @Override
  boolean again() {
    return again.again();
  }

  @Override
  void confirm(Console console, Tasks tasks) {}
}
