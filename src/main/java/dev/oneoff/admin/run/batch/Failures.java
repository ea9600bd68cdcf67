package dev.oneoff.admin.run.batch;

import dev.oneoff.admin.database.ConnectionFailure;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What to make of a batch that failed. */
final class Failures {

  // Serialization failure, deadlock, lock timeout: the same batch may pass the next time.
  private static final Set<String> PASSING = Set.of("40001", "40P01", "55P03");
  private static final int LONGEST = 2000;

  private Failures() {}

  /** Whether the connection was lost: nothing is known of the batch, and it is nobody's fault. */
  static boolean lost(Throwable failure) {
    return sql(failure).filter(ConnectionFailure::isLost).isPresent();
  }

  /** Whether others were in the way. */
  static boolean passing(Throwable failure) {
    return sql(failure).filter(e -> PASSING.contains(e.getSQLState())).isPresent();
  }

  private static Optional<SQLException> sql(Throwable failure) {
    Set<Throwable> seen = new HashSet<>();
    for (Throwable t = failure; t != null && seen.add(t); t = t.getCause()) {
      if (t instanceof SQLException e && e.getSQLState() != null) {
        return Optional.of(e);
      }
      for (Throwable suppressed : t.getSuppressed()) {
        Optional<SQLException> found = sql(suppressed);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** What went wrong, for the ledger: the innermost cause that says something. */
  static String text(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause && wraps(cause)) {
      cause = cause.getCause();
    }
    String text = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    text = text.replace("\0", "");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
  }

  // Those of the transaction manager and of Hibernate say what PostgreSQL has said already.
  private static boolean wraps(Throwable failure) {
    String name = failure.getClass().getName();
    return name.startsWith("io.quarkus.narayana")
        || name.startsWith("jakarta.transaction")
        || name.startsWith("jakarta.persistence")
        || name.startsWith("org.hibernate")
        || name.startsWith("com.arjuna");
  }
}
