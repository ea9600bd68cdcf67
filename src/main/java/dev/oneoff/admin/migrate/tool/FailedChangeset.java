package dev.oneoff.admin.migrate.tool;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.CancelledStatement;
import dev.oneoff.admin.database.DatabaseFailure;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.migrate.changeset.Patience;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * A changeset that failed.
 *
 * @param left what is in the database of it now, in a sentence
 */
public record FailedChangeset(String name, String left) {

  /** Of one that runs in a transaction. */
  public static final String NOTHING_LEFT = "Nothing of this changeset was applied.";

  /** The failure as a sentence: which changeset, why, and what is in the database now. */
  public Exception explain(Exception failure, Patience patience, Consumer<String> say) {
    if (known(failure)) {
      return failure;
    }
    String remains = "Earlier changesets stay applied. " + left;
    if (SqlState.of(failure) == SqlState.LOCKED) {
      return patience.gaveUp("The changeset " + name, remains, failure);
    }
    if (CancelledStatement.in(failure)
        .filter(e -> !CancelledStatement.tookTooLong(e))
        .isPresent()) {
      return AdminException.interrupted(
          "The changeset "
              + name
              + " was cancelled: "
              + reason(failure)
              + "\n"
              + remains
              + " Run migrate again to continue from there.");
    }
    if (DatabaseFailure.anywhere().explain(failure).isPresent()) {
      // The edge explains why, since it can query the role and its settings.
      say.accept("The changeset " + name + " failed. " + remains);
      return failure;
    }
    return AdminException.failed(
        "The changeset "
            + name
            + " failed: "
            + reason(failure)
            + "\n"
            + remains
            + " Fix it and run migrate again to continue from there.",
        failure);
  }

  // Reported by the edge: interrupted, or the connection is gone.
  private static boolean known(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof AdminException) {
        return true;
      }
    }
    return SqlState.of(failure).lost();
  }

  /** What the database says, or whoever else failed first. */
  public static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && !(root instanceof SQLException)) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage()).strip();
    return message.endsWith(".") ? message : message + ".";
  }
}
