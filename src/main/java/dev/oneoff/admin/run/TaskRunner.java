package dev.oneoff.admin.run;

import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.ExitCode;
import dev.oneoff.admin.task.DataFix;
import dev.oneoff.admin.task.Items;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.EntityManager;

/** Runs a task: for now only a fix of all entities of a type, to try the way to it. */
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
    if (!(task instanceof DataFix<?> fix)
        || !(fix.items() instanceof Items.Entities<?> items)
        || !items.where().isEmpty()) {
      throw new IllegalStateException("The runner is not delivered yet.");
    }
    QuarkusTransaction.requiringNew().call(() -> process(fix, items));
    console.say("Done: " + order.task().name() + " " + order.arguments());
    return ExitCode.DONE;
  }

  @SuppressWarnings("unchecked")
  private static <T> boolean process(DataFix<T> fix, Items.Entities<?> items) throws Exception {
    EntityManager entities = Arc.container().instance(EntityManager.class).get();
    for (Object item :
        entities.createQuery("from " + items.type().getName(), items.type()).getResultList()) {
      fix.process((T) item);
    }
    return true;
  }
}
