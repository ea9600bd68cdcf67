package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.transfer.manifest.Manifest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table that a file's rows are loaded into.
 *
 * @param partitioned whether it has partitions
 */
record TargetTable(Manifest.DataFile file, boolean partitioned) {

  /**
   * For a file.
   *
   * @throws AdminException {@code REFUSED} if there is no such table, or it has other columns
   */
  static TargetTable of(Manifest.DataFile file, Connection connection) throws SQLException {
    TargetTable table = new TargetTable(file, partitioned(file, connection));
    Set<String> columns = table.columns(connection);
    if (!columns.equals(new HashSet<>(file.columns()))) {
      throw AdminException.refused(
          "The table "
              + table.name()
              + " has other columns than the export: "
              + columns.stream().sorted().collect(Collectors.joining(", "))
              + " here, "
              + file.columns().stream().sorted().collect(Collectors.joining(", "))
              + " there.");
    }
    return table;
  }

  private static boolean partitioned(Manifest.DataFile file, Connection connection)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select relkind = 'p' from pg_class where oid = to_regclass(?)")) {
      query.setString(
          1, Identifier.quoted(file.schema().orElseThrow(), file.table().orElseThrow()));
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw AdminException.refused(
              "This database has no table "
                  + file.schema().orElseThrow()
                  + "."
                  + file.table().orElseThrow()
                  + ". Migrate it to the export's version first.");
        }
        return row.getBoolean(1);
      }
    }
  }

  private Set<String> columns(Connection connection) throws SQLException {
    Set<String> columns = new HashSet<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select attname from pg_attribute where attrelid = to_regclass(?)
              and attnum > 0 and not attisdropped and attgenerated = ''
            """)) {
      query.setString(1, quoted());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          columns.add(rows.getString(1));
        }
      }
    }
    return columns;
  }

  /** {@code public.customers}. */
  String name() {
    return schema() + "." + table();
  }

  private String schema() {
    return file.schema().orElseThrow();
  }

  private String table() {
    return file.table().orElseThrow();
  }

  /** As written in a statement. */
  String quoted() {
    return Identifier.quoted(schema(), table());
  }

  /** The same for reading or removing its rows: without those of tables that inherit from it. */
  String source() {
    return partitioned ? quoted() : "only " + quoted();
  }

  /** Identity values are taken from the file, whatever the column would generate. */
  String copy() {
    List<String> columns = file.columns().stream().map(Identifier::quoted).toList();
    return "copy "
        + quoted()
        + " ("
        + String.join(", ", columns)
        + ") from stdin with (format csv, header)";
  }

  boolean isEmpty(Connection connection) throws SQLException {
    return number(
            "select case when exists (select from " + source() + ") then 1 else 0 end", connection)
        == 0;
  }

  long count(Connection connection) throws SQLException {
    return number("select count(*) from " + source(), connection);
  }

  private static long number(String sql, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
