package dev.oneoff.admin.migrate.changeset;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.migrate.plan.StatementText;
import dev.oneoff.admin.migrate.tool.FailedChangeset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import liquibase.changelog.RanChangeSet;

/**
 * Rolls back one changeset, or resumes where a process that is gone left off. It is undone in one
 * transaction with its row: Liquibase commits between the two, so that a kill there leaves a row
 * for what is gone.
 */
public final class ChangesetRollback {

  private final RollbackPlan.Step step;
  private final ChangelogRun run;
  private final Optional<InDoubt.Answer> told;
  private final Consumer<String> say;

  /**
   * @param told a person's answer about a statement whose effect cannot be seen
   */
  public ChangesetRollback(
      RollbackPlan.Step step,
      ChangelogRun run,
      Optional<InDoubt.Answer> told,
      Consumer<String> say) {
    this.step = step;
    this.run = run;
    this.told = told;
    this.say = say;
  }

  /** As often as it has to give way to others. */
  public void run() throws Exception {
    String what = "The rollback of " + step.name();
    run.patience().anew();
    while (true) {
      try {
        once();
        return;
      } catch (AdminException e) {
        throw e;
      } catch (Exception e) {
        Connection connection = run.connection();
        if (!connection.isClosed() && !connection.getAutoCommit()) {
          connection.rollback();
        }
        if (!run.patience().again(e, what)) {
          throw SqlState.of(e) == SqlState.LOCKED
              ? run.patience().gaveUp(what, "Changesets rolled back before it stay rolled back.", e)
              : AdminException.failed(what + " failed: " + FailedChangeset.reason(e), e);
        }
      }
    }
  }

  private void once() throws Exception {
    Connection connection = run.connection();
    StepLog log = run.recording().log();
    StepLog.Key key = StepLog.Key.back(run.table(), step.ran());
    boolean outside = !step.changeSet().isRunInTransaction();
    List<StepRun.Statement> statements = run.recording().statements(step);
    connection.setAutoCommit(outside);
    if (outside) {
      outside(key, statements);
      connection.setAutoCommit(false);
      log.forget(key);
    } else {
      run.patience()
          .inTransaction(
              connection,
              statements.stream()
                  .flatMap(statement -> StatementText.statements(statement.text()).stream())
                  .toList());
      for (StepRun.Statement statement : statements) {
        statement.action().run();
      }
      run.patience().noMore(connection);
    }
    deleteRow(connection);
    connection.commit();
  }

  private void outside(StepLog.Key key, List<StepRun.Statement> statements) throws Exception {
    Connection connection = run.connection();
    StepLog log = run.recording().log();
    StepResume resume = new StepResume(connection, log, run.patience(), told, say);
    List<StepLog.Step> noted =
        log.of(run.table()).stream().filter(one -> one.key().equals(key)).toList();
    if (noted.isEmpty() || !resume.finish(key, noted, statements)) {
      StepRun fresh = new StepRun(connection, log, key, run.patience(), 0);
      for (StepRun.Statement statement : statements) {
        fresh.run(statement);
      }
    }
  }

  private void deleteRow(Connection connection) throws SQLException {
    RanChangeSet ran = step.ran();
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from " + run.table() + " where id = ? and author = ? and filename = ?")) {
      delete.setString(1, ran.getId());
      delete.setString(2, ran.getAuthor());
      delete.setString(3, ran.getChangeLog());
      delete.executeUpdate();
    }
  }
}
