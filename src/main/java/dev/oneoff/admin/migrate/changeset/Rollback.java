package dev.oneoff.admin.migrate.changeset;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.migrate.Migrations;
import dev.oneoff.admin.migrate.liquibase.QuietLiquibase;
import dev.oneoff.admin.migrate.plan.StatementText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import liquibase.changelog.RanChangeSet;
import liquibase.database.Database;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.SqlStatement;

/**
 * Rolls back the service's last changesets. Each is undone in one transaction with its row:
 * Liquibase commits between the two, so that a kill there leaves a row for what is gone.
 */
public final class Rollback {

  /** How far back. */
  public record Target(Limit limit, Optional<Instant> date) {

    /** Which of these rows to roll back, last first. */
    List<RanChangeSet> of(List<RanChangeSet> rows) {
      limit
          .tag()
          .ifPresent(
              name ->
                  Limit.requireKnown(
                      name,
                      rows.stream().map(RanChangeSet::getTag).filter(tag -> tag != null).toList()));
      List<RanChangeSet> go = new ArrayList<>();
      for (RanChangeSet row : rows) {
        boolean enough = limit.count().isPresent() && go.size() == limit.count().getAsInt();
        boolean tagged = limit.tag().map(tag -> tag.equals(row.getTag())).orElse(false);
        boolean old =
            date.map(then -> !row.getDateExecuted().toInstant().isAfter(then)).orElse(false);
        if (enough || tagged || old) {
          break;
        }
        go.add(row);
      }
      return go;
    }
  }

  private final Migrations migrations;
  private final Target target;

  public Rollback(Migrations migrations, Target target) {
    this.migrations = migrations;
    this.target = target;
  }

  /** What would be rolled back, in that order; changes nothing. */
  public List<ChangesetStatus> plan() throws Exception {
    return with(Rollback::statuses);
  }

  private static List<ChangesetStatus> statuses(ChangelogRun run, RollbackPlan plan) {
    return plan.steps().stream()
        .map(step -> run.statusOf(step.changeSet(), Optional.of(step.ran())))
        .toList();
  }

  /** The same as a script for psql; changes nothing. */
  public String script() throws Exception {
    return with(
        (run, plan) -> {
          ScriptText script = new ScriptText();
          Database database = run.liquibase().getDatabase();
          script.searchPath(run.connection());
          for (RollbackPlan.Step step : plan.steps()) {
            if (step.code()) {
              throw AdminException.refused(
                  "The rollback of the changeset "
                      + name(step)
                      + " is code, not SQL, so there is no script for it. Run the rollback"
                      + " itself.");
            }
            script.begin(step.changeSet());
            for (SqlStatement statement : step.statements(database)) {
              for (Sql sql : SqlGeneratorFactory.getInstance().generateSql(statement, database)) {
                script.statement(sql.toSql());
              }
            }
            script.statement(RanRow.deletion(run.table(), step.ran()));
            script.end(step.changeSet());
          }
          return script.toString();
        });
  }

  /**
   * Rolls back what was agreed to, unless it has changed since.
   *
   * @return how many changesets were rolled back
   */
  public int run(List<ChangesetStatus> agreed, Runnable checkpoint, Consumer<String> say)
      throws Exception {
    return with(
        (run, plan) -> {
          if (!statuses(run, plan).equals(agreed)) {
            throw AdminException.refused(
                "Nothing was rolled back: the schema has changed in the meantime. Look at --plan"
                    + " again.");
          }
          for (RollbackPlan.Step step : plan.steps()) {
            checkpoint.run();
            say.accept("Rolling back " + name(step) + " …");
            rollBack(step, run, migrations.inDoubt(), say);
          }
          return plan.steps().size();
        });
  }

  /** Or resumes where a process that is gone left off; as often as it has to give way to others. */
  static void rollBack(
      RollbackPlan.Step step, ChangelogRun run, Optional<InDoubt.Answer> told, Consumer<String> say)
      throws Exception {
    String what = "The rollback of " + name(step);
    run.patience().anew();
    while (true) {
      try {
        rollBackOnce(step, run, told, say);
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
              : AdminException.failed(what + " failed: " + MigrationProgress.reason(e), e);
        }
      }
    }
  }

  private static void rollBackOnce(
      RollbackPlan.Step step, ChangelogRun run, Optional<InDoubt.Answer> told, Consumer<String> say)
      throws Exception {
    Connection connection = run.connection();
    StepLog log = run.recording().log();
    StepLog.Key key = StepLog.Key.back(run.table(), step.ran());
    boolean outside = !step.changeSet().isRunInTransaction();
    List<StepRun.Statement> statements = run.recording().statements(step);
    connection.setAutoCommit(outside);
    if (outside) {
      outside(key, statements, run, new StepResume(connection, log, run.patience(), told, say));
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
    delete(connection, run.table(), step.ran());
    connection.commit();
  }

  private static void outside(
      StepLog.Key key, List<StepRun.Statement> statements, ChangelogRun run, StepResume resume)
      throws Exception {
    StepLog log = run.recording().log();
    List<StepLog.Step> noted =
        log.of(run.table()).stream().filter(step -> step.key().equals(key)).toList();
    if (noted.isEmpty() || !resume.finish(key, noted, statements)) {
      StepRun fresh = new StepRun(run.connection(), log, key, run.patience(), 0);
      for (StepRun.Statement statement : statements) {
        fresh.run(statement);
      }
    }
  }

  private static void delete(Connection connection, String table, RanChangeSet ran)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from " + table + " where id = ? and author = ? and filename = ?")) {
      delete.setString(1, ran.getId());
      delete.setString(2, ran.getAuthor());
      delete.setString(3, ran.getChangeLog());
      delete.executeUpdate();
    }
  }

  private static String name(RollbackPlan.Step step) {
    return step.ran().getChangeLog() + "::" + step.ran().getId();
  }

  private interface Planned<T> {
    T on(ChangelogRun run, RollbackPlan plan) throws Exception;
  }

  private <T> T with(Planned<T> work) throws Exception {
    return QuietLiquibase.call(
        () -> {
          try (ChangelogRun run = migrations.open(migrations.service())) {
            return work.on(run, RollbackPlan.of(run, target));
          }
        });
  }
}
