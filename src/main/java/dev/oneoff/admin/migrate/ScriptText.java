package dev.oneoff.admin.migrate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A script for psql that stops at its first error. */
public final class ScriptText {

  private final StringBuilder text = new StringBuilder("\\set ON_ERROR_STOP on\n");

  /** Makes what follows resolve names as this connection does. */
  public void searchPath(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show search_path")) {
      if (row.next()) {
        searchPath(row.getString(1));
      }
    }
  }

  /** The same for a path as it stands in a statement. */
  public void searchPath(String path) {
    statement("set search_path = " + path);
  }

  public void begin(String changeset, boolean inTransaction) {
    comment("");
    comment(changeset);
    text.append(inTransaction ? "begin;\n" : "");
  }

  public void end(boolean inTransaction) {
    text.append(inTransaction ? "commit;\n" : "");
  }

  public void comment(String line) {
    text.append("-- ".concat(line).strip()).append('\n');
  }

  // The end is on a line of its own, because the last line may end with a comment.
  public void statement(String sql) {
    text.append(sql.strip()).append("\n;\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
