package dev.oneoff.admin.transfer.export;

import dev.oneoff.admin.database.statement.Placeholders;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings bound values into a COPY, which takes none: each becomes a setting of the transaction, and
 * the statement reads it as its type. So no value is ever pasted into SQL.
 */
final class SelectParameters {

  private static final String SETTING = "oneoff.parameter_";

  /** Sets one parameter of a statement. */
  interface Value {
    void bind(PreparedStatement statement, int index) throws SQLException;
  }

  private final Connection connection;

  /**
   * Of a transaction.
   *
   * @param connection in a transaction, which the values live as long as
   */
  SelectParameters(Connection connection) {
    this.connection = connection;
  }

  /**
   * The same statement without parameters.
   *
   * @param sql with a question mark for each value
   */
  String settle(String sql, List<? extends Value> values) throws SQLException {
    if (values.isEmpty()) {
      return Placeholders.replace(sql, i -> "?");
    }
    String[] expressions = new String[values.size()];
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        values.get(i).bind(statement, i + 1);
      }
      ParameterMetaData types = statement.getParameterMetaData();
      for (int i = 0; i < values.size(); i++) {
        expressions[i] = expression(i, types.getParameterTypeName(i + 1), text(values.get(i)));
      }
    }
    return Placeholders.replace(sql, i -> expressions[i]);
  }

  private String expression(int i, String type, @Nullable String text) throws SQLException {
    if (text == null) {
      return "(null::" + type + ")";
    }
    try (PreparedStatement set = connection.prepareStatement("select set_config(?, ?, true)")) {
      set.setString(1, SETTING + i);
      set.setString(2, text);
      set.execute();
    }
    return "(current_setting('" + SETTING + i + "')::" + type + ")";
  }

  // In PostgreSQL's own words, whatever it was in Java.
  private @Nullable String text(Value value) throws SQLException {
    try (PreparedStatement ask = connection.prepareStatement("select ?::text")) {
      value.bind(ask, 1);
      try (ResultSet row = ask.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
