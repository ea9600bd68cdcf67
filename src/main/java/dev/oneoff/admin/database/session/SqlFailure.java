package dev.oneoff.admin.database.session;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.database.CancelledStatement;
import dev.oneoff.admin.database.DatabaseFailure;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.database.statement.SqlStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Explains why a statement failed: what PostgreSQL said, where, and what to do. */
public final class SqlFailure {

  private final SqlStatement statement;
  private final SessionLimits limits;
  private final DatabaseFailure failure;
  private final boolean whole;

  /**
   * The failure of a statement.
   *
   * @param failure asks as the role that the statement ran as
   * @param whole whether the values in PostgreSQL's message may be seen
   */
  public SqlFailure(
      SqlStatement statement, SessionLimits limits, DatabaseFailure failure, boolean whole) {
    this.statement = statement;
    this.whole = whole;
    this.limits = limits;
    this.failure = failure;
  }

  /** A statement's time limit was reached. */
  public static AdminException tooLong(Duration limit) {
    return AdminException.failed(
        "It took longer than " + words(limit, OwnSetting.CONSOLE_STATEMENT_TIMEOUT) + ".", null);
  }

  /** What every session says alike: its time limit was reached. */
  public static Optional<AdminException> ofLimits(SQLException e, SessionLimits limits) {
    if (CancelledStatement.is(e)) {
      return Optional.of(
          CancelledStatement.explain(
              e, words(limits.statement(), OwnSetting.CONSOLE_STATEMENT_TIMEOUT)));
    }
    return SqlState.of(e) == SqlState.LOCKED
        ? Optional.of(
            AdminException.busy(
                "It waited for another session's lock as long as it may: "
                    + words(limits.lock(), OwnSetting.CONSOLE_LOCK_TIMEOUT)
                    + ", or the role's lock_timeout where that is shorter.",
                e))
        : Optional.empty();
  }

  /**
   * As a sentence.
   *
   * @param toWrite what to do in order to write, called if that was refused but is possible
   */
  public AdminException explain(SQLException e, Supplier<String> toWrite) {
    SqlState state = SqlState.of(e);
    if (state == SqlState.READ_ONLY) {
      return AdminException.refused(
          "PostgreSQL refuses it: " + SqlState.message(e) + ". " + toWrite.get(), e);
    }
    if (state == SqlState.IN_A_TRANSACTION) {
      return AdminException.refused("PostgreSQL refuses it: " + SqlState.message(e) + ".", e);
    }
    if (SqlState.message(e).startsWith("syntax error at or near \":\"")) {
      return AdminException.usage(
          SqlState.message(e)
              + ": a parameter :name takes its value from --param name=VALUE."
              + where(e));
    }
    return ofLimits(e, limits)
        .or(() -> failure.explain(e))
        .orElseGet(() -> AdminException.failed(words(e) + "." + where(e) + advice(e), e));
  }

  private static String words(Duration time, OwnSetting<Duration> key) {
    String words = time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    return words + " (" + key + ")";
  }

  // The line of the script, with a marker below the position.
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

  private String words(SQLException e) {
    return whole ? SqlState.rawMessage(e) : SqlState.message(e);
  }

  private String advice(SQLException e) {
    @Nullable ServerErrorMessage server =
        e instanceof PSQLException known ? known.getServerErrorMessage() : null;
    StringBuilder advice = new StringBuilder();
    if (server != null && server.getDetail() != null) {
      // If the message contains a value, so does the detail; otherwise only a key or a row does.
      if (whole) {
        advice.append("\n").append(server.getDetail());
      } else if (SqlState.tellsWhole(e)) {
        advice.append("\n").append(Redaction.PROCESS.redact(server.getDetail()));
      }
    }
    if (!whole && !SqlState.tellsWhole(e)) {
      advice.append("\nThe value is left out; --unmask --reason \"…\" shows it.");
    }
    if (server != null && server.getHint() != null) {
      advice.append("\n").append(server.getHint());
    }
    return advice.toString();
  }
}
