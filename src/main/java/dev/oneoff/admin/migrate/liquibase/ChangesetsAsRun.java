package dev.oneoff.admin.migrate.liquibase;

import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.migrate.changeset.ChangelogRun;
import dev.oneoff.admin.migrate.changeset.Limit;
import dev.oneoff.admin.migrate.tool.Applying;
import java.util.List;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;

/** Records pending changesets as run, for a database that already has their changes. */
final class ChangesetsAsRun {

  private ChangesetsAsRun() {}

  /** How many were recorded. */
  static int record(ChangelogRun run, Limit limit, Applying applying) throws Exception {
    Database database = run.liquibase().getDatabase();
    run.recording();
    List<ChangeSet> due = run.due(limit);
    Scope.getCurrentScope()
        .getSingleton(ChangeLogHistoryServiceFactory.class)
        .getChangeLogService(database)
        .init();
    for (ChangeSet changeSet : due) {
      applying.checkpoint().run();
      applying.say().accept("Recording " + changeSet.toString(false) + " as run.");
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
