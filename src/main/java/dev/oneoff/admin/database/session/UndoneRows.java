package dev.oneoff.admin.database.session;

import dev.oneoff.admin.database.origin.Selecting;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Finds rows that an undone statement would have overwritten: they bear its transaction number. */
public final class UndoneRows {

  private static final int SAMPLE = 5;
  private static final int MILLIS = 3000;

  private UndoneRows() {}

  /**
   * Some of them, as they are: of the table with the most, as far as they are found within {@value
   * #MILLIS} ms. The open transaction keeps that limit.
   */
  public static void of(SqlOutcome outcome, Connection session, SqlValues values, SqlResult result)
      throws SQLException {
    String table = outcome.most().orElse("");
    if (table.isEmpty() || outcome.undone().isEmpty()) {
      return;
    }
    String sql =
        "select * from " + table + " where " + outcome.undone().get().which() + " limit " + SAMPLE;
    try (Statement query = session.createStatement()) {
      query.execute("set local statement_timeout = " + MILLIS);
      values.hand(query.executeQuery(sql), new Selecting(sql, "SELECT", List.of()), result, SAMPLE);
    }
  }
}
