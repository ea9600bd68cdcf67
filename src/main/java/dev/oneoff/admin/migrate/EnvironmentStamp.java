package dev.oneoff.admin.migrate;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import java.sql.Connection;
import java.sql.SQLException;

/** The environment's name as stored in the database. */
public final class EnvironmentStamp {

  private final Database database;

  public EnvironmentStamp(Database database) {
    this.database = database;
  }

  /** The name; a database that has none yet is refused. */
  public String current() throws SQLException {
    return Environment.of(database)
        .stamped()
        .orElseThrow(
            () ->
                AdminException.refused(
                    "This database has no environment yet; the first migrate sets it."));
  }

  /** Renames it if it is still called {@code from}. */
  public void rename(String from, String to) throws SQLException {
    try (Connection connection = database.connectDirect()) {
      Environment.rename(connection, from, to);
    }
  }
}
