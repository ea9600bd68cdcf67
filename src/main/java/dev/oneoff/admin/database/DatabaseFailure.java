package dev.oneoff.admin.database;

import static dev.oneoff.admin.database.SqlState.message;

import dev.oneoff.admin.AdminException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Explains why PostgreSQL refused, if its error code points to the environment rather than the
 * statement: which role or setting is the cause, and what to do about it. What it does not know it
 * asks the database, if that still answers.
 */
public final class DatabaseFailure {

  private static final String AGAIN = " Run the same command again then.";

  /** Opens a session to ask in. */
  public interface Asked {
    Connection connect() throws SQLException;
  }

  private final @Nullable Asked asked;

  private DatabaseFailure(@Nullable Asked asked) {
    this.asked = asked;
  }

  /**
   * One that can ask.
   *
   * @param asked opens a session like the one that failed
   */
  public static DatabaseFailure in(Asked asked) {
    return new DatabaseFailure(asked);
  }

  /** One that only knows what the failure says. */
  public static DatabaseFailure anywhere() {
    return new DatabaseFailure(null);
  }

  /**
   * What the database said, as a sentence; empty if only the statement is to blame, or the database
   * is not.
   *
   * @param failure what was thrown, with PostgreSQL's error anywhere in its chain
   */
  public Optional<AdminException> explain(Throwable failure) {
    return SqlState.failure(failure)
        .flatMap(said -> Optional.ofNullable(explain(said, failure, SqlState.of(said))));
  }

  /** Why nobody could write here, whatever the command; empty if writing is possible. */
  public Optional<String> cannotWrite() {
    return facts().flatMap(SessionFacts::cannotWrite);
  }

  private @Nullable AdminException explain(SQLException said, Throwable failure, SqlState state) {
    return switch (state) {
      case FORBIDDEN -> AdminException.refused(forbidden(said), failure);
      case READ_ONLY -> AdminException.refused(readOnly(said), failure);
      case NO_SUCH_SCHEMA -> AdminException.configuration(noSchema(said), failure);
      case NO_SUCH_TABLE -> facts().map(now -> noTable(now, said, failure)).orElse(null);
      case NOT_LET_IN, NO_SUCH_DATABASE ->
          AdminException.configuration(
              "PostgreSQL accepts no connections: " + message(said) + ". Check DATABASE_URL.",
              failure);
      case COLLIDED -> AdminException.busy(collided(said), failure);
      case LOCKED ->
          AdminException.busy(
              "Another session holds a lock: " + message(said) + ". Run it again when it is free.",
              failure);
      case IN_USE ->
          AdminException.busy(
              "It is in use: " + message(said) + ". Run it again when it is free.", failure);
      case NOT_READY ->
          AdminException.refused(
              "PostgreSQL is not ready for it: " + message(said) + "." + hint(said), failure);
      case LIMIT_REACHED ->
          AdminException.refused(
              "A limit of the role or the server was reached: "
                  + message(said)
                  + ". Have it raised, or do less at once.",
              failure);
      case DISK_FULL ->
          unavailable(
              "The disk of PostgreSQL" + at() + " is full: " + message(said) + ".",
              "Make room there.",
              failure);
      case OUT_OF_MEMORY ->
          unavailable(
              "PostgreSQL" + at() + " is out of memory: " + message(said) + "." + hint(said),
              "Try when it has less to do.",
              failure);
      case SYSTEM_ERROR ->
          unavailable(
              "A system error at PostgreSQL" + at() + ": " + message(said) + ".",
              "Its log says more.",
              failure);
      case DATA_DAMAGED ->
          AdminException.failed(
              "PostgreSQL finds its data damaged: "
                  + message(said)
                  + ". Do not try again: ask somebody who knows where the backups are.",
              failure);
      case UNSUPPORTED ->
          message(said).contains("cached plan")
              ? AdminException.busy(
                  "The schema has changed in the meantime: "
                      + message(said)
                      + ". Run the same command again.",
                  failure)
              : AdminException.failed(
                  "This PostgreSQL does not support it: " + message(said) + "." + hint(said),
                  failure);
      default -> state.ended() ? ended(said, failure, state) : noneOfThePools(said, failure);
    };
  }

  private static AdminException ended(SQLException said, Throwable failure, SqlState state) {
    return switch (state) {
      case NO_FREE_CONNECTION ->
          unavailable(
              "PostgreSQL has no free connection: " + message(said) + ".",
              ConnectionFailure.SLOTS,
              failure);
      case NOT_ACCEPTING ->
          unavailable(
              "PostgreSQL accepts no connections now: " + message(said) + ".", "Wait.", failure);
      case TRANSACTION_TOO_LONG, SESSION_IDLE ->
          AdminException.unavailable(
              "PostgreSQL ended the session because of a limit of the role or the server: "
                  + message(said)
                  + ". Run the same command again, or have the limit raised.",
              failure);
      default ->
          AdminException.unavailable(
              "The connection to the database was lost: " + message(said) + ".", failure);
    };
  }

  // The pool has no code for it.
  private static @Nullable AdminException noneOfThePools(SQLException said, Throwable failure) {
    return said.getSQLState() == null && message(said).contains("Acquisition timeout")
        ? AdminException.unavailable(
            "The service's own pool had no free connection in time ("
                + message(said)
                + "): all quarkus.datasource.jdbc.max-size of them are taken, or PostgreSQL does"
                + " not answer. Run the same command again.",
            failure)
        : null;
  }

  private String forbidden(SQLException said) {
    String who = facts().map(now -> "The role '" + now.role() + "'").orElse("This role");
    String where = facts().map(now -> " in " + now.database()).orElse("");
    String way =
        message(said).contains("must be owner")
            ? " Run it as the owner."
            : message(said).contains("row-level security policy for table")
                ? " Run it as the table's owner, or as a role with BYPASSRLS."
                : " Have it granted, or use a role that may.";
    return who + " may not do this" + where + ": " + message(said) + "." + way;
  }

  private String readOnly(SQLException said) {
    return facts()
        .flatMap(SessionFacts::cannotWrite)
        .map(why -> why + " PostgreSQL says: " + message(said) + ".")
        .orElseGet(() -> "PostgreSQL refuses it: " + message(said) + ".");
  }

  // If there are tables, it is a name that somebody has mistyped.
  private @Nullable AdminException noTable(SessionFacts now, SQLException said, Throwable failure) {
    if (!now.schemaThere()) {
      return AdminException.configuration(noSchema(said), failure);
    }
    return now.empty()
        ? AdminException.refused(
            now.database()
                + " has no tables yet: "
                + message(said)
                + ". 'migrate status' tells what is pending.",
            failure)
        : null;
  }

  private String noSchema(SQLException said) {
    Optional<SessionFacts> now = facts().filter(found -> !found.schemaThere());
    if (now.isEmpty()) {
      return "There is no such schema: " + message(said) + ". Create it, or correct its name.";
    }
    SessionFacts.Setting path = now.get().searchPath();
    return "No schema of the search path ("
        + path.value()
        + ") is in "
        + now.get().database()
        + ", or the role '"
        + now.get().role()
        + "' may not use it: "
        + message(said)
        + ". The path is that of "
        + path.setBy(now.get())
        + ". Create the schema, or correct the path: currentSchema in DATABASE_URL sets it.";
  }

  private String collided(SQLException said) {
    boolean standby = facts().filter(SessionFacts::standby).isPresent();
    return standby
        ? "The standby ended it, because it conflicted with changes from the primary: "
            + message(said)
            + ". Run the same command again, or on the primary."
        : "Another transaction conflicted with it: "
            + message(said)
            + ". Run the same command again.";
  }

  private String at() {
    return facts().map(now -> " (" + now.database() + ")").orElse("");
  }

  private static AdminException unavailable(String what, String way, Throwable failure) {
    return AdminException.unavailable(what + " " + way + AGAIN, failure);
  }

  private static String hint(SQLException said) {
    @Nullable ServerErrorMessage message =
        said instanceof PSQLException known ? known.getServerErrorMessage() : null;
    return message == null || message.getHint() == null ? "" : " " + message.getHint();
  }

  private Optional<SessionFacts> facts() {
    return asked == null ? Optional.empty() : SessionFacts.of(asked);
  }
}
