package dev.oneoff.admin.run;

import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.ExitCode;

/** Runs a task. */
final class TaskRunner {

  private final Application application;
  private final Console console;

  TaskRunner(Application application, Console console) {
    this.application = application;
    this.console = console;
  }

  ExitCode run(TaskOrder order) throws Exception {
    Object task = application.create(TaskBeans.class).create(order.task());
    application.fill(task, order.arguments().words());
    console.say("This would run " + order.task().name() + " " + order.arguments() + ".");
    throw new IllegalStateException("The runner is not delivered yet.");
  }
}
