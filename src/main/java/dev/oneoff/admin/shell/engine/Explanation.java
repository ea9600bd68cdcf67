package dev.oneoff.admin.shell.engine;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.cli.output.OutputClosed;
import dev.oneoff.admin.database.CancelledStatement;
import dev.oneoff.admin.database.DatabaseFailure;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.entity.hql.TemporalLiteral;
import dev.oneoff.admin.start.FullHeap;
import jakarta.persistence.TransactionRequiredException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.hibernate.LazyInitializationException;
import org.hibernate.QueryException;
import org.jspecify.annotations.Nullable;

/** Explains why a snippet failed: the causes and the line, without the frames in between. */
public final class Explanation {

  // Exceptions that only carry another one through a method that may not throw it.
  private static final Set<String> CARRIERS =
      Set.of(
          "QuarkusTransactionException",
          "ArcUndeclaredThrowableException",
          "UndeclaredThrowableException",
          "RollbackException",
          "ExecutionException",
          "InvocationTargetException");

  private Explanation() {}

  /** A snippet that does not compile: {@code FAILED}. */
  public static AdminException of(Outcome.Rejected rejected, String source, int firstLine) {
    StringBuilder sentence = new StringBuilder();
    for (Outcome.Problem problem : rejected.problems()) {
      int at = Math.min(Math.max(0, problem.start()), source.length());
      int begin = source.lastIndexOf('\n', at - 1) + 1;
      int end = source.indexOf('\n', at) < 0 ? source.length() : source.indexOf('\n', at);
      long line = firstLine + source.substring(0, at).lines().count() - (at > begin ? 1 : 0);
      int marked = Math.max(1, Math.min(problem.end(), end) - at);
      sentence
          .append(sentence.isEmpty() ? "" : "\n")
          .append("Line " + line + " does not compile: " + problem.message())
          .append("\n  " + source.substring(begin, end))
          .append(
              "\n  " + source.substring(begin, at).replaceAll("[^\t]", " ") + "^".repeat(marked));
    }
    return AdminException.failed(sentence.toString(), null);
  }

  /**
   * A snippet that threw.
   *
   * @param where such as {@code Line 3}
   * @param whole whether the values in its message may be seen
   * @return {@code REFUSED} if it tried to write and may not; a failure that explains itself is
   *     returned as it is
   */
  public static RuntimeException of(
      Throwable failure, String where, DatabaseFailure database, boolean whole) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof AdminException || t instanceof OutputClosed) {
        return (RuntimeException) t;
      }
    }
    Optional<String> fullHeap = FullHeap.explain(failure);
    if (fullHeap.isPresent()) {
      return AdminException.failed(where + " failed. " + fullHeap.get(), failure);
    }
    Optional<SQLException> said = SqlState.failure(failure);
    if (SqlState.of(failure) == SqlState.READ_ONLY) {
      return AdminException.refused(
          where
              + " tried to write, and this shell is read-only: "
              + said.map(SqlState::message).orElse("")
              + ". "
              + toWrite(database),
          failure);
    }
    if (said.filter(SqlState::closedHere).isPresent()) {
      return AdminException.failed(
          where
              + " failed: what it reads from was closed when its snippet or its transaction ended."
              + " Read it in the one that opens it, as with toList().",
          failure);
    }
    Optional<SQLException> cancelled = CancelledStatement.in(failure);
    if (cancelled.isPresent()) {
      String told =
          where + " was cancelled by PostgreSQL: " + SqlState.message(cancelled.get()) + ".";
      return CancelledStatement.tookTooLong(cancelled.get())
          ? AdminException.failed(
              told
                  + " How long a statement may take is "
                  + OwnSetting.CONSOLE_STATEMENT_TIMEOUT
                  + ".",
              failure)
          : AdminException.interrupted(told);
    }
    return database
        .explain(failure)
        .map(known -> known.told(where + " failed. " + known.getMessage()))
        .orElseGet(
            () -> AdminException.failed(where + " failed: " + causes(failure, whole), failure));
  }

  /** What to do in order to write; if the role may not, says that. */
  public static String toWrite(DatabaseFailure database) {
    return database
        .cannotWrite()
        .orElse(
            "To write, open it with --write --reason \"…\", or say :write 10m \"…\" at its"
                + " prompt.");
  }

  private static String causes(Throwable failure, boolean whole) {
    Set<String> causes = new LinkedHashSet<>();
    for (Throwable t = failure; t != null && causes.size() < 5; t = t.getCause()) {
      if (t.getCause() == null || !CARRIERS.contains(t.getClass().getSimpleName())) {
        causes.add(name(t) + message(t, whole));
      }
    }
    return String.join("\n  because of ", causes);
  }

  // A class of the shell's own is nested in another one.
  private static String name(Throwable t) {
    return t.getClass().getSimpleName();
  }

  private static String message(Throwable t, boolean whole) {
    if (t instanceof LazyInitializationException) {
      return ": "
          + t.getMessage()
          + ". Each snippet has a session of its own: load and use it in one snippet, or in tx(()"
          + " -> …).";
    }
    if (t instanceof TransactionRequiredException) {
      return ": it writes, and that needs a transaction: put it in tx(() -> …)";
    }
    if (t instanceof NoSuchFileException none) {
      return ": there is no file " + none.getFile();
    }
    if (t instanceof AccessDeniedException denied) {
      return ": " + denied.getFile() + " may not be read or written by this user";
    }
    @Nullable String message = t.getMessage();
    if (message != null && !whole) {
      message =
          t instanceof SQLException said && !SqlState.tellsWhole(said)
              ? SqlState.message(said)
              : Redaction.PROCESS.redactUnreviewed(message);
    }
    return message == null
        ? ""
        : ": "
            + TypedNames.in(message.strip())
            + (t instanceof QueryException
                ? TemporalLiteral.advice(t.getMessage())
                    .map(way -> ". " + way + "; or write ?1 and pass the value")
                    .orElse("")
                : "");
  }
}
