package dev.oneoff.admin.migrate;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.migrate.changeset.ChangelogRun;
import dev.oneoff.admin.migrate.changeset.ChangesetRollback;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import dev.oneoff.admin.migrate.changeset.RollbackPlan;
import dev.oneoff.admin.migrate.liquibase.QuietLiquibase;
import dev.oneoff.admin.migrate.liquibase.RanRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import liquibase.database.Database;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.SqlStatement;

/** Rolls back the service's last changesets: what was agreed to, or as a script. */
public final class SchemaRollback {

  private final Migrations migrations;
  private final RollbackPlan.Target target;

  public SchemaRollback(Migrations migrations, RollbackPlan.Target target) {
    this.migrations = migrations;
    this.target = target;
  }

  /** What would be rolled back, in that order; changes nothing. */
  public List<ChangesetStatus> plan() throws Exception {
    return with(SchemaRollback::statuses);
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
                      + step.name()
                      + " is code, not SQL, so there is no script for it. Run the rollback"
                      + " itself.");
            }
            script.begin(step.changeSet().toString(false), step.changeSet().isRunInTransaction());
            for (SqlStatement statement : step.statements(database)) {
              for (Sql sql : SqlGeneratorFactory.getInstance().generateSql(statement, database)) {
                script.statement(sql.toSql());
              }
            }
            script.statement(RanRow.deletion(run.table(), step.ran()));
            script.end(step.changeSet().isRunInTransaction());
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
            say.accept("Rolling back " + step.name() + " …");
            new ChangesetRollback(step, run, migrations.inDoubt(), say).run();
          }
          return plan.steps().size();
        });
  }

  private interface Planned<T> {
    T on(ChangelogRun run, RollbackPlan plan) throws Exception;
  }

  private <T> T with(Planned<T> work) throws Exception {
    return QuietLiquibase.call(
        () -> {
          try (ChangelogRun run = migrations.open()) {
            return work.on(run, RollbackPlan.of(run, target));
          }
        });
  }
}
