package dev.oneoff.admin.run.history;

import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.ledger.Ledger;
import java.sql.Connection;
import java.sql.SQLException;

/** Prunes the ledger from the command line, batch by batch, each in a transaction of its own. */
final class RunRetention {

  private static final int BATCH = 1000;

  private final Database database;
  private final RunPruning pruning;

  RunRetention(Database database, RunPruning pruning) {
    this.database = database;
    this.pruning = pruning;
  }

  /** The environment to be changed; refuses if its names differ. */
  String environment() throws SQLException {
    return Environment.requireForWriting(database);
  }

  /** How many runs would be deleted. */
  long count() throws SQLException {
    new Ledger(database).require();
    try (Connection connection = database.connect()) {
      return pruning.count(connection);
    }
  }

  void prune(Interruption interruption) throws SQLException {
    try (Interruption.Hold hold = interruption.hold();
        Connection connection = database.connect()) {
      while (pruning.deleteBatch(connection, BATCH) > 0) {
        interruption.checkpoint();
      }
    }
  }
}
