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
 * Passes bound values to a COPY, which accepts none: each becomes a setting of the transaction, and
 * the statement reads it with its type. So no value is ever concatenated into SQL.
 */
final class SelectParameters {

  private static final String SETTING = "oneoff.parameter_";

  /** Binds one parameter of a statement. */
  interface Value {
    void bind(PreparedStatement statement, int index) throws SQLException;
  }

  private final Connection connection;

  /**
   * Of a transaction.
   *
   * @param connection in a transaction, for which the values live
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

  // As PostgreSQL writes it, whatever it was in Java.
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
