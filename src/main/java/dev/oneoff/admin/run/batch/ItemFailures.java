package dev.oneoff.admin.run.batch;

import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.database.SqlState;
import java.sql.SQLException;

/** What a batch's failure means. */
final class ItemFailures {

  private static final int LONGEST = 2000;

  private ItemFailures() {}

  /**
   * Whether the connection was lost: the outcome of the batch is unknown, and no item is to blame.
   */
  static boolean lost(Throwable failure) {
    return SqlState.of(failure).ended();
  }

  /** Whether others were in the way. */
  static boolean passing(Throwable failure) {
    return SqlState.of(failure).passing();
  }

  /** What went wrong, for the ledger: the innermost cause that says something. */
  static String text(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause && wraps(cause)) {
      cause = cause.getCause();
    }
    String message =
        cause instanceof SQLException said && !SqlState.tellsWhole(said)
            ? SqlState.message(said)
            : String.valueOf(cause.getMessage());
    String text =
        Redaction.PROCESS
            .redactUnreviewed(cause.getClass().getSimpleName() + ": " + message)
            .replace("\0", "");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
  }

  // Exceptions of the transaction manager and of Hibernate only repeat what PostgreSQL has said.
  private static boolean wraps(Throwable failure) {
    String name = failure.getClass().getName();
    return name.startsWith("io.quarkus.narayana")
        || name.startsWith("jakarta.transaction")
        || name.startsWith("jakarta.persistence")
        || name.startsWith("org.hibernate")
        || name.startsWith("com.arjuna");
  }
}
