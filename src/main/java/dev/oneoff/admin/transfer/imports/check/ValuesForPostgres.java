package dev.oneoff.admin.transfer.imports.check;

import dev.oneoff.admin.database.SqlState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values to be checked by PostgreSQL, all of a chunk at once. */
final class ValuesForPostgres {

  /** Available in PostgreSQL 16 and later. */
  private static final int KNOWS_INPUT_ERRORS = 16;

  private final List<String> values = new ArrayList<>();
  private final List<String> types = new ArrayList<>();

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** Returns the question's number, from 0. */
  int add(String value, String type) {
    values.add(value);
    types.add(type);
    return values.size() - 1;
  }

  void clear() {
    values.clear();
    types.clear();
  }

  /** Why PostgreSQL rejects a value, by the questions' numbers; accepted ones are not included. */
  Map<Integer, String> refused(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseMajorVersion() >= KNOWS_INPUT_ERRORS
        ? ask(connection)
        : cast(connection);
  }

  private Map<Integer, String> ask(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select n - 1, (pg_input_error_info(v, t)).message
            from unnest(?::text[], ?::text[]) with ordinality asked (v, t, n)
            where not pg_input_is_valid(v, t)
            """)) {
      query.setArray(1, connection.createArrayOf("text", values.toArray()));
      query.setArray(2, connection.createArrayOf("text", types.toArray()));
      Map<Integer, String> refused = new TreeMap<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          refused.put(rows.getInt(1), rows.getString(2));
        }
      }
      return refused;
    }
  }

  // Bisects until the one that is to blame is found.
  private Map<Integer, String> cast(Connection connection) throws SQLException {
    Map<String, List<Integer>> byType = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      byType.computeIfAbsent(types.get(i), type -> new ArrayList<>()).add(i);
    }
    Map<Integer, String> refused = new TreeMap<>();
    for (Map.Entry<String, List<Integer>> each : byType.entrySet()) {
      cast(connection, each.getKey(), each.getValue(), refused);
    }
    return refused;
  }

  private void cast(
      Connection connection, String type, List<Integer> numbers, Map<Integer, String> refused)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select count((v::" + type + ")::text) from unnest(?::text[]) asked (v)")) {
      query.setArray(
          1, connection.createArrayOf("text", numbers.stream().map(values::get).toArray()));
      query.executeQuery().close();
    } catch (SQLException e) {
      if (!SqlState.ofData(e)) {
        throw e;
      }
      if (numbers.size() == 1) {
        refused.put(numbers.get(0), String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        return;
      }
      int half = numbers.size() / 2;
      cast(connection, type, numbers.subList(0, half), refused);
      cast(connection, type, numbers.subList(half, numbers.size()), refused);
    }
  }
}
