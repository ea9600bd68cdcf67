package dev.oneoff.admin.cli;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.ConnectionFailure;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a failure is to a person and to a script: the one place that turns causes into codes. The
 * ledger keeps what the edge says.
 *
 * @param told whether the sentence says all that there is to know; else a stack trace would help
 */
public record Explanation(ExitCode code, String sentence, boolean told) {

  /** A reader of stdout that has gone is {@link ExitCode#DONE}. */
  public static Explanation of(Throwable failure) {
    Throwable cause = known(failure);
    return new Explanation(
        code(cause),
        sentence(cause),
        cause instanceof AdminException || cause instanceof OutputClosed);
  }

  /**
   * The outermost cause that says something: ours, else the database's, else the failure itself.
   */
  private static Throwable known(Throwable failure) {
    @Nullable Throwable database = null;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof AdminException || t instanceof OutputClosed) {
        return t;
      }
      if (t instanceof SQLException && database == null) {
        database = t;
      }
    }
    return database != null ? database : failure;
  }

  private static ExitCode code(Throwable cause) {
    if (cause instanceof OutputClosed) {
      return ExitCode.DONE;
    }
    if (cause instanceof AdminException known) {
      return ExitCode.of(known.reason());
    }
    if (cause instanceof SQLException e && ConnectionFailure.isLost(e)) {
      return ExitCode.UNAVAILABLE;
    }
    if (cause instanceof SQLException e && ConnectionFailure.isRefused(e)) {
      return ExitCode.CONFIGURATION;
    }
    return ExitCode.FAILED;
  }

  private static String sentence(Throwable cause) {
    String message = String.valueOf(cause.getMessage()).strip();
    if (cause instanceof OutputClosed) {
      return "The reader of the output went before its end.";
    }
    if (cause instanceof AdminException) {
      return message;
    }
    if (cause instanceof SQLException e) {
      return ConnectionFailure.isLost(e)
          ? "The connection to the database was lost: " + message
          : "The database refused a statement: " + message;
    }
    return "Unexpected " + cause.getClass().getSimpleName() + ": " + message;
  }
}
