package dev.oneoff.admin.migrate.liquibase;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.migrate.ScriptText;
import dev.oneoff.admin.migrate.changeset.AppliedChangesets;
import dev.oneoff.admin.migrate.changeset.ChangelogRun;
import dev.oneoff.admin.migrate.changeset.Limit;
import dev.oneoff.admin.migrate.plan.CodeChange;
import java.util.List;
import liquibase.change.Change;
import liquibase.change.core.EmptyChange;
import liquibase.change.core.OutputChange;
import liquibase.change.core.TagDatabaseChange;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.CreateDatabaseChangeLogTableStatement;

/**
 * The pending changesets of a changelog in a script for psql, with the rows that record them.
 * Liquibase's own output takes its lock and knows no transactions; this one only reads.
 */
final class ChangelogScript {

  private final ChangelogRun run;
  private final ScriptText script;

  ChangelogScript(ChangelogRun run, ScriptText script) {
    this.run = run;
    this.script = script;
  }

  void append(Limit limit) throws Exception {
    List<ChangeSet> due = run.due(limit);
    if (due.isEmpty()) {
      return;
    }
    script.searchPath(run.connection());
    Database database = run.liquibase().getDatabase();
    if (!AppliedChangesets.exists(run.connection(), run.table())) {
      statements(database, new CreateDatabaseChangeLogTableStatement());
    }
    AppliedChangesets applied = run.applied();
    for (ChangeSet changeSet : due) {
      append(changeSet, database, run.table(), applied.find(changeSet).isPresent());
    }
  }

  private void append(ChangeSet changeSet, Database database, String table, boolean again)
      throws LiquibaseException {
    script.begin(changeSet.toString(false), changeSet.isRunInTransaction());
    if (changeSet.getPreconditions() != null
        && !changeSet.getPreconditions().getNestedPreconditions().isEmpty()) {
      script.comment("It has preconditions, which this script does not check.");
    }
    for (Change change : changeSet.getChanges()) {
      append(change, changeSet, database);
    }
    script.statement(new RanRow(changeSet, again).sql(table));
    script.end(changeSet.isRunInTransaction());
  }

  private void append(Change change, ChangeSet changeSet, Database database) {
    if (change instanceof TagDatabaseChange
        || change instanceof EmptyChange
        || change instanceof OutputChange) {
      return;
    }
    if (CodeChange.forwards(change)
        || statements(database, change.generateStatements(database)) == 0) {
      throw AdminException.refused(
          "The changeset "
              + changeSet.toString(false)
              + " does what SQL cannot express, so there is no script for it. Run migrate itself.");
    }
  }

  private int statements(Database database, SqlStatement... statements) {
    int count = 0;
    for (SqlStatement statement : statements) {
      for (Sql sql : SqlGeneratorFactory.getInstance().generateSql(statement, database)) {
        script.statement(sql.toSql());
        count++;
      }
    }
    return count;
  }
}
