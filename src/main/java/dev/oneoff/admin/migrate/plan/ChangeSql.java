package dev.oneoff.admin.migrate.plan;

import liquibase.change.Change;
import liquibase.change.DbmsTargetedChange;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseList;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;

/** What changes would run, as SQL; nothing is run to find out. */
public final class ChangeSql {

  private final Database database;

  public ChangeSql(Database database) {
    this.database = database;
  }

  /** All changes of a changeset, one after another. */
  public String of(ChangeSet changeSet) {
    StringBuilder text = new StringBuilder();
    changeSet.getChanges().forEach(change -> text.append(of(change)));
    return text.toString();
  }

  /** Whether it runs in this kind of database; SQL may be written for another. */
  public static boolean meantFor(Change change, String database) {
    return !(change instanceof DbmsTargetedChange targeted)
        || DatabaseList.definitionMatches(targeted.getDbms(), database, true);
  }

  /**
   * Empty for a change that is meant for another database, is code, or queries the database to
   * generate its SQL.
   */
  public String of(Change change) {
    if (change instanceof CustomChangeWrapper
        || !meantFor(change, database.getShortName())
        || change.generateStatementsVolatile(database)) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (Sql sql : SqlGeneratorFactory.getInstance().generateSql(change, database)) {
      text.append(sql.toSql()).append(sql.getEndDelimiter()).append('\n');
    }
    return text.toString();
  }
}
