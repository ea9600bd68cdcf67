package dev.oneoff.admin.migrate;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.UnfinishedRestore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The service's schema must not change until a restore has finished: the restore could not continue
 * in a different one, and the constraints it took off would stay off.
 */
final class RestoreRule {

  private RestoreRule() {}

  /** The restore that is in the way, if there is one. */
  static Optional<UnfinishedRestore> unfinished(Database database) throws SQLException {
    try (Connection connection = database.connectDirect()) {
      return UnfinishedRestore.of(connection);
    }
  }

  /**
   * Makes sure that there is none.
   *
   * @throws AdminException {@code BUSY} while one is under way, {@code REFUSED} if one was
   *     interrupted
   */
  static void require(Database database) throws SQLException {
    Optional<UnfinishedRestore> restore = unfinished(database);
    if (restore.isPresent()) {
      throw refusal(restore.get());
    }
  }

  static AdminException refusal(UnfinishedRestore restore) {
    String what = "The service's schema was left as it is. " + restore.sentence();
    return restore.running()
        ? AdminException.busy(what + " Try again when it has ended.")
        : AdminException.refused(
            what
                + " Run '"
                + restore.command()
                + "' first"
                + restore.release().map(release -> " with that release").orElse("")
                + ".");
  }
}
