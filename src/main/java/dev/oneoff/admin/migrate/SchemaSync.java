package dev.oneoff.admin.migrate;

import java.util.List;
import java.util.function.Consumer;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;

/** Records pending changesets of the service as run, for a database that has what they bring. */
final class SchemaSync {

  private final Migrations migrations;

  SchemaSync(Migrations migrations) {
    this.migrations = migrations;
  }

  /** What would be recorded. */
  List<Changeset> plan() throws Exception {
    return QuietLiquibase.call(
        () -> {
          try (ChangelogRun run = migrations.open(migrations.service())) {
            return run.pending(migrations.limit());
          }
        });
  }

  /** How many were recorded. */
  int run(Runnable checkpoint, Consumer<String> say) throws Exception {
    return QuietLiquibase.call(
        () -> {
          try (ChangelogRun run = migrations.open(migrations.service())) {
            return run(run, checkpoint, say);
          }
        });
  }

  private int run(ChangelogRun run, Runnable checkpoint, Consumer<String> say) throws Exception {
    Database database = run.liquibase().getDatabase();
    run.recording();
    List<ChangeSet> due = run.due(migrations.limit());
    Scope.getCurrentScope()
        .getSingleton(ChangeLogHistoryServiceFactory.class)
        .getChangeLogService(database)
        .init();
    for (ChangeSet changeSet : due) {
      checkpoint.run();
      say.accept("Recording " + changeSet.toString(false) + " as run.");
      database.markChangeSetExecStatus(changeSet, ChangeSet.ExecType.EXECUTED);
      database.commit();
    }
    return due.size();
  }
}
