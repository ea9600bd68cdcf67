package dev.oneoff.admin.database.session;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.CancelledStatement;
import dev.oneoff.admin.database.ConnectionFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Tells why a statement failed: what PostgreSQL said, where, and what to do. */
public final class SqlFailure {

  private static final String READ_ONLY = "25006";
  // Also the way out of reading only, once there is a snapshot.
  private static final String NOT_IN_A_TRANSACTION = "25001";
  private static final String LOCKED = "55P03";
  private static final String NOT_ALLOWED = "42501";

  private final SqlStatement statement;
  private final SessionLimits limits;

  public SqlFailure(SqlStatement statement, SessionLimits limits) {
    this.statement = statement;
    this.limits = limits;
  }

  /** Whether PostgreSQL refused to write, somewhere below this failure. */
  public static boolean wouldWrite(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException e && READ_ONLY.equals(e.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /** That a limit of a statement's time was reached. */
  public static AdminException tooLong(Duration limit) {
    return AdminException.failed(
        "It took longer than " + words(limit, SessionLimits.STATEMENT_KEY) + ".", null);
  }

  /** What every session says alike: that its rights or its time are not enough. */
  public static Optional<AdminException> ofLimits(SQLException e, SessionLimits limits) {
    if (CancelledStatement.is(e)) {
      return Optional.of(
          CancelledStatement.explain(e, words(limits.statement(), SessionLimits.STATEMENT_KEY)));
    }
    return switch (String.valueOf(e.getSQLState())) {
      case NOT_ALLOWED ->
          Optional.of(AdminException.refused("PostgreSQL refuses it: " + firstLine(e) + ".", e));
      case LOCKED ->
          Optional.of(
              AdminException.busy(
                  "It waited for somebody else's lock for "
                      + words(limits.lock(), SessionLimits.LOCK_KEY)
                      + "."));
      default -> Optional.empty();
    };
  }

  /** As a sentence. */
  public AdminException explain(SQLException e) {
    if (ConnectionFailure.isLost(e)) {
      return AdminException.unavailable(
          "The connection to the database was lost: " + firstLine(e) + ".", e);
    }
    return switch (String.valueOf(e.getSQLState())) {
      case READ_ONLY ->
          AdminException.refused(
              "PostgreSQL refuses it: " + firstLine(e) + ". " + ReadOnlyGuard.HOW_TO_WRITE, e);
      case NOT_IN_A_TRANSACTION ->
          AdminException.refused("PostgreSQL refuses it: " + firstLine(e) + ".", e);
      default ->
          ofLimits(e, limits)
              .orElseGet(() -> AdminException.failed(firstLine(e) + "." + where(e) + advice(e), e));
    };
  }

  private static String words(Duration time, String key) {
    String words = time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    return words + " (" + key + ")";
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage())
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("^ERROR: ", "")
        .replaceFirst("\\.$", "");
  }

  // The line of the script, with a mark below the place.
  private String where(SQLException e) {
    @Nullable ServerErrorMessage server =
        e instanceof PSQLException known ? known.getServerErrorMessage() : null;
    if (server == null || server.getPosition() < 1) {
      return "";
    }
    String before =
        statement
            .text()
            .substring(0, Math.min(server.getPosition() - 1, statement.text().length()));
    int begin = before.lastIndexOf('\n') + 1;
    int end = statement.text().indexOf('\n', begin);
    int line = statement.line() + (int) before.chars().filter(c -> c == '\n').count();
    String text = statement.text().substring(begin, end < 0 ? statement.text().length() : end);
    String label = "line " + line + ": ";
    return "\n" + label + text + "\n" + " ".repeat(label.length() + before.length() - begin) + "^";
  }

  private static String advice(SQLException e) {
    @Nullable ServerErrorMessage server =
        e instanceof PSQLException known ? known.getServerErrorMessage() : null;
    StringBuilder advice = new StringBuilder();
    if (server != null && server.getDetail() != null) {
      advice.append("\n").append(server.getDetail());
    }
    if (server != null && server.getHint() != null) {
      advice.append("\n").append(server.getHint());
    }
    return advice.toString();
  }
}
