package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.start.Release;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * Which tables of an export are in, noted in the transaction that loaded them: so after a kill the
 * same command resumes, and no row is loaded twice. When everything is in only the note of the
 * beginning is deleted: so a command killed after that also finds nothing left to do.
 */
final class RestoreNotes {

  private static final String TABLE = "admin_restore";

  // In place of a table's name.
  private static final String BEGINNING = "";

  private final Connection connection;
  private final String export;

  /**
   * Of an export.
   *
   * @param export identifies it among others
   */
  RestoreNotes(Connection connection, String export) {
    this.connection = connection;
    this.export = export;
  }

  /** Whether this export was begun here, and not finished. */
  boolean begun() throws SQLException {
    return loaded().contains(BEGINNING);
  }

  /** Whether this export was the last one that was completely restored here. */
  boolean ended() throws SQLException {
    Set<String> loaded = loaded();
    return !loaded.isEmpty() && !loaded.contains(BEGINNING);
  }

  /**
   * Forgets what was noted about others.
   *
   * @param source by which the same command resumes
   */
  void begin(Path source) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("delete from " + TABLE);
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into " + TABLE + " (export, loaded, source, release) values (?, '', ?, ?)")) {
      insert.setString(1, export);
      insert.setString(2, source.toAbsolutePath().normalize().toString());
      insert.setString(3, Release.current().toString());
      insert.execute();
    }
  }

  /** In the transaction that loads its rows. */
  void note(String table) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into " + TABLE + " (export, loaded) values (?, ?)")) {
      insert.setString(1, export);
      insert.setString(2, table);
      insert.execute();
    }
  }

  /** The tables that are in, and an empty name for the beginning. */
  Set<String> loaded() throws SQLException {
    Set<String> tables = new HashSet<>();
    try (PreparedStatement query =
        connection.prepareStatement("select loaded from " + TABLE + " where export = ?")) {
      query.setString(1, export);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
    }
    return tables;
  }

  /** Everything is in. */
  void end() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("delete from " + TABLE + " where loaded = '" + BEGINNING + "'");
    }
  }
}
