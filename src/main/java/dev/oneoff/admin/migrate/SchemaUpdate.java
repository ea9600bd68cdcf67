package dev.oneoff.admin.migrate;

import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * Migrates the right database: checks its environment before, and stamps one that has no name yet.
 */
final class SchemaUpdate {

  private final Database database;
  private final Migrations migrations;

  SchemaUpdate(Database database, Migrations migrations) {
    this.database = database;
    this.migrations = migrations;
  }

  /** How many changesets ran. */
  int run(Interruption interruption, Consumer<String> say) throws Exception {
    String environment = environment();
    return migrations.apply(interruption, say, () -> stamp(environment));
  }

  private String environment() throws SQLException {
    try (Connection connection = database.connectDirect()) {
      return Environment.of(database.settings(), database.location(), connection)
          .requireForWriting();
    }
  }

  private void stamp(String environment) throws SQLException {
    try (Connection connection = database.connectDirect()) {
      Environment.stamp(connection, environment);
    }
  }
}
