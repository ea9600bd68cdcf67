package dev.oneoff.admin.transfer.restore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * Which tables of an export are in, noted in the transaction that brought them in: so after a kill
 * the same command goes on, and no row comes twice. The notes go when all is in.
 */
final class RestoreNotes {

  private static final String TABLE = "admin_restore";

  private final Connection connection;
  private final String export;

  /**
   * Of an export.
   *
   * @param export tells it from others
   */
  RestoreNotes(Connection connection, String export) {
    this.connection = connection;
    this.export = export;
  }

  /** Whether this export was begun here, and not ended. */
  boolean begun() throws SQLException {
    return exists() && !texts("select 1 from " + TABLE + " where export = ?").isEmpty();
  }

  /** Forgets what was noted of others. */
  void begin() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists "
              + TABLE
              + " (export text not null, loaded text not null, primary key (export, loaded))");
      statement.execute("truncate " + TABLE);
    }
    note("");
  }

  /** In the transaction that brings its rows. */
  void note(String table) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into " + TABLE + " (export, loaded) values (?, ?)")) {
      insert.setString(1, export);
      insert.setString(2, table);
      insert.execute();
    }
  }

  /** The tables that are in. */
  Set<String> loaded() throws SQLException {
    return exists() ? texts("select loaded from " + TABLE + " where export = ?") : Set.of();
  }

  /** All is in. */
  void end() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table " + TABLE);
    }
  }

  private boolean exists() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select to_regclass('" + TABLE + "') is not null")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private Set<String> texts(String sql) throws SQLException {
    Set<String> texts = new HashSet<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, export);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
    }
    return texts;
  }
}
