package dev.oneoff.admin.migrate;

import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.migrate.changeset.ChangelogRun;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import dev.oneoff.admin.migrate.liquibase.QuietLiquibase;
import java.util.List;
import java.util.function.Consumer;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;

/**
 * Records pending changesets of the service as run, for a database that already has their changes.
 */
public final class SchemaSync {

  private final Migrations migrations;

  public SchemaSync(Migrations migrations) {
    this.migrations = migrations;
  }

  /** What would be recorded. */
  public List<ChangesetStatus> plan() throws Exception {
    return QuietLiquibase.call(
        () -> {
          try (ChangelogRun run = migrations.open()) {
            return run.pending(migrations.limit());
          }
        });
  }

  /** How many were recorded. */
  public int run(Runnable checkpoint, Consumer<String> say) throws Exception {
    return QuietLiquibase.call(
        () -> {
          try (ChangelogRun run = migrations.open()) {
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
      record(changeSet, run);
    }
    return due.size();
  }

  private static void record(ChangeSet changeSet, ChangelogRun run) throws Exception {
    Database database = run.liquibase().getDatabase();
    String what = "The record of " + changeSet.toString(false);
    run.patience().anew();
    while (true) {
      try {
        run.patience().inTransaction(run.connection(), List.of());
        database.markChangeSetExecStatus(changeSet, ChangeSet.ExecType.EXECUTED);
        database.commit();
        return;
      } catch (LiquibaseException e) {
        database.rollback();
        if (!run.patience().again(e, what)) {
          throw SqlState.of(e) == SqlState.LOCKED
              ? run.patience().gaveUp(what, "Changesets recorded before it stay recorded.", e)
              : e;
        }
      }
    }
  }
}
