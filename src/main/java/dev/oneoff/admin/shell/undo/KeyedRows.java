package dev.oneoff.admin.shell.undo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of a table by their key, as PostgreSQL writes whole rows: {@code (7,"C 7",)}. PostgreSQL
 * reads what it writes back as the same value.
 */
final class KeyedRows {

  private final Connection connection;
  private final String table;
  private final List<String> key;
  private final List<String> inserted;
  private final List<String> updated;

  /** Those of a table. */
  KeyedRows(Connection connection, RestorableTable of) {
    this.connection = connection;
    this.table = of.sql();
    this.key = of.key();
    this.inserted = of.inserted();
    this.updated = of.updated();
  }

  /** Locks those of these rows that exist. */
  void lock(List<String> rows) throws SQLException {
    run(
        "select 1 from " + here() + ", " + given("r") + " where " + same("r") + " for update of t_",
        rows);
  }

  /** The keys of rows that are not there in this form. */
  List<String> others(List<String> rows) throws SQLException {
    return keys(
        " where not exists (select from "
            + here()
            + " where "
            + same("r")
            + " and t_::text = r_::text)",
        rows);
  }

  /** The keys of rows whose key is taken. */
  List<String> there(List<String> rows) throws SQLException {
    return keys(" where exists (select from " + here() + " where " + same("r") + ")", rows);
  }

  private List<String> keys(String where, List<String> rows) throws SQLException {
    List<String> keys = new ArrayList<>();
    String shown =
        key.stream().map(column -> "r_." + column + "::text").collect(Collectors.joining(", "));
    try (PreparedStatement query =
        connection.prepareStatement(
            "select concat_ws(', ', "
                + shown
                + ") from "
                + given("r")
                + where
                + " order by "
                + shown)) {
      query.setArray(1, array(rows));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          keys.add(row.getString(1));
        }
      }
    }
    return keys;
  }

  void delete(List<String> rows) throws SQLException {
    run("delete from " + here() + " using " + given("r") + " where " + same("r"), rows);
  }

  void insert(List<String> rows) throws SQLException {
    run(
        "insert into "
            + table
            + " ("
            + String.join(", ", inserted)
            + ") overriding system value select "
            + each(inserted)
            + " from "
            + given("r"),
        rows);
  }

  /**
   * Replaces rows.
   *
   * @param from their current values
   * @param to their new values, in the same order
   */
  void update(List<String> from, List<String> to) throws SQLException {
    String set =
        updated.stream()
            .map(column -> column + " = (w_.b_)." + column)
            .collect(Collectors.joining(", "));
    String where =
        key.stream()
            .map(column -> "t_." + column + " = (w_.a_)." + column)
            .collect(Collectors.joining(" and "));
    run(
        "update "
            + here()
            + " set "
            + set
            + " from (select a::"
            + table
            + " as a_, b::"
            + table
            + " as b_ from unnest(?::text[], ?::text[]) as u_(a, b) offset 0) as w_ where "
            + where,
        from,
        to);
  }

  private String here() {
    return table + " as t_";
  }

  // Each once, with its columns.
  private String given(String name) {
    return "(select (x_::"
        + table
        + ").* from unnest(?::text[]) as u_(x_) offset 0) as "
        + name
        + "_";
  }

  private String same(String name) {
    return key.stream()
        .map(column -> "t_." + column + " = " + name + "_." + column)
        .collect(Collectors.joining(" and "));
  }

  private static String each(List<String> columns) {
    return columns.stream().map(column -> "r_." + column).collect(Collectors.joining(", "));
  }

  @SafeVarargs
  private void run(String sql, List<String>... rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < rows.length; i++) {
        statement.setArray(i + 1, array(rows[i]));
      }
      statement.execute();
    }
  }

  private java.sql.Array array(List<String> rows) throws SQLException {
    return connection.createArrayOf("text", rows.toArray());
  }
}
