package dev.oneoff.admin.transfer.export;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many rows PostgreSQL's planner expects. */
final class RowEstimate {

  private static final Pattern ROWS = Pattern.compile("\"Plan Rows\": ?(\\d+)");

  private RowEstimate() {}

  static OptionalLong of(String select, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet row = statement.executeQuery("explain (format json) " + select)) {
        Matcher first = ROWS.matcher(row.next() ? row.getString(1) : "");
        // The plan's own estimate is that of its first node.
        return first.find()
            ? OptionalLong.of(Long.parseLong(first.group(1)))
            : OptionalLong.empty();
      }
    }
  }
}
