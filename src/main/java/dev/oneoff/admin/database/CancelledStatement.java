package dev.oneoff.admin.database;

import dev.oneoff.admin.AdminException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A statement that PostgreSQL cancelled, by its cause: a time limit, which the next attempt will
 * hit again, or a request ({@code pg_cancel_backend}, Ctrl-C), after which it may succeed. Both
 * have the error code 57014; only the message tells them apart, and {@code lc_messages} translates
 * it.
 */
public final class CancelledStatement {

  // As in PostgreSQL's message catalogues.
  private static final List<String> OF_TIME =
      List.of(
          "timeout",
          "time-out",
          "zeitüberschreitung",
          "délai",
          "tiempo",
          "tempo",
          "тайм-аут",
          "タイムアウト",
          "超时",
          "逾時",
          "시간",
          "czas",
          "zaman",
          "vyprš");

  private CancelledStatement() {}

  /** Whether this is one. */
  public static boolean is(SQLException e) {
    return SqlState.of(e) == SqlState.CANCELLED;
  }

  /** Whether a time limit cancelled it. */
  public static boolean tookTooLong(SQLException e) {
    String words = SqlState.message(e).toLowerCase(Locale.ROOT);
    return is(e) && OF_TIME.stream().anyMatch(words::contains);
  }

  /** As a sentence, if nothing is known about the limit. */
  public static AdminException explain(SQLException e) {
    return explain(e, "the limit of its session (statement_timeout)");
  }

  /**
   * As a sentence.
   *
   * @param limit how long it may take, and what sets that
   * @return {@code FAILED} if it took too long, else {@code INTERRUPTED}
   */
  public static AdminException explain(SQLException e, String limit) {
    return tookTooLong(e)
        ? AdminException.failed("It took longer than " + limit + ".", e)
        : AdminException.interrupted("The statement was cancelled: " + SqlState.message(e) + ".");
  }

  /** The same for a failure with such a cause anywhere in its chain. */
  public static Optional<SQLException> in(Throwable failure) {
    return SqlState.failure(failure).filter(CancelledStatement::is);
  }
}
