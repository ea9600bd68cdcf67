package dev.oneoff.admin.migrate;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.UnfinishedRestore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The service's schema stays as it is until a restore has ended: it could not go on in another one,
 * and what it took off would stay off.
 */
final class RestoreRule {

  private RestoreRule() {}

  /** The restore that stands in the way, if there is one. */
  static Optional<UnfinishedRestore> unfinished(Database database) throws SQLException {
    try (Connection connection = database.connectDirect()) {
      return UnfinishedRestore.of(connection);
    }
  }

  /**
   * That there is none.
   *
   * @throws AdminException {@code BUSY} while one is under way, {@code REFUSED} if it was cut
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
