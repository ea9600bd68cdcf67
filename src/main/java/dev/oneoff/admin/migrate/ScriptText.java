package dev.oneoff.admin.migrate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import liquibase.changelog.ChangeSet;

/** A script for psql that stops at its first error. */
final class ScriptText {

  private final StringBuilder text = new StringBuilder("\\set ON_ERROR_STOP on\n");

  /** Makes what follows resolve names as this connection does. */
  void searchPath(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show search_path")) {
      if (row.next()) {
        statement("set search_path = " + row.getString(1));
      }
    }
  }

  void begin(ChangeSet changeSet) {
    comment("");
    comment(changeSet.toString(false));
    text.append(changeSet.isRunInTransaction() ? "begin;\n" : "");
  }

  void end(ChangeSet changeSet) {
    text.append(changeSet.isRunInTransaction() ? "commit;\n" : "");
  }

  void comment(String line) {
    text.append("-- ".concat(line).strip()).append('\n');
  }

  // The end is on a line of its own, because the last line may end with a comment.
  void statement(String sql) {
    text.append(sql.strip()).append("\n;\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
