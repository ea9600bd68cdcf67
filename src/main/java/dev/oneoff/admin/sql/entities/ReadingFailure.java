package dev.oneoff.admin.sql.entities;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.session.SessionLimits;
import java.sql.SQLException;
import java.time.Duration;

/** Tells why PostgreSQL would not read, where its own words need more. */
public final class ReadingFailure {

  private ReadingFailure() {}

  static Exception explain(Exception e, SessionLimits limits) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof AdminException known) {
        return known;
      }
      if (t instanceof SQLException refused) {
        return explain(e, refused, limits);
      }
    }
    return e;
  }

  private static Exception explain(Exception e, SQLException refused, SessionLimits limits) {
    String said =
        String.valueOf(refused.getMessage()).lines().findFirst().orElse("").replace("ERROR: ", "");
    return switch (String.valueOf(refused.getSQLState())) {
      case "57014" -> tooLong(limits.statement());
      case "55P03" ->
          AdminException.busy(
              "It waited for somebody else's lock for "
                  + words(limits.lock())
                  + " ("
                  + SessionLimits.LOCK_KEY
                  + ").");
      case "25006" -> AdminException.refused("A query only reads: " + said + ".", e);
      case "42501" ->
          AdminException.refused("The database's role may not do this: " + said + ".", e);
      default -> e;
    };
  }

  /** That a limit of time was reached. */
  public static AdminException tooLong(Duration limit) {
    return AdminException.failed(
        "It took longer than " + words(limit) + " (" + SessionLimits.STATEMENT_KEY + ").", null);
  }

  private static String words(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }
}
