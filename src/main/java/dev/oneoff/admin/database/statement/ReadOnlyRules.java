package dev.oneoff.admin.database.statement;

import dev.oneoff.admin.AdminException;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Decides what may be sent while a session only reads. PostgreSQL's read-only transaction refuses
 * to change rows, but still allows programs to be run ({@code COPY … TO PROGRAM}), tables to be
 * locked, rebuilt and analysed, settings to be changed and transactions to be ended. So only
 * statements that read are sent at all.
 */
public final class ReadOnlyRules {

  private static final Set<String> READS =
      Set.of("SELECT", "WITH", "VALUES", "TABLE", "SHOW", "EXPLAIN");

  private static final Set<String> TRANSACTION =
      Set.of(
          "BEGIN",
          "START",
          "COMMIT",
          "END",
          "ROLLBACK",
          "ABORT",
          "SAVEPOINT",
          "RELEASE",
          "PREPARE");

  private static final Set<String> SETTINGS = Set.of("SET", "RESET", "DISCARD");

  // Of the statements that read, these may contain one that writes.
  private static final Set<String> CAN_HOLD_ONE = Set.of("WITH", "EXPLAIN");
  private static final Set<String> CHANGES_ROWS = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

  private ReadOnlyRules() {}

  /**
   * Refuses what does not read, more than one statement, and reads that do harm.
   *
   * @param toWrite what to do in order to write
   * @throws AdminException {@code REFUSED}, with what to do instead; {@code FAILED} for what is not
   *     a statement
   */
  public static void requireReadable(SqlStatement statement, Supplier<String> toWrite) {
    String verb = statement.verb();
    if (SqlScript.of(statement.text()).statements().size() > 1) {
      throw AdminException.refused(
          "These are several statements, and only one is sent at a time: the second could end the"
              + " transaction of the first.");
    }
    if (!reads(statement)) {
      throw refusal(verb, toWrite);
    }
    Harm.refuse(statement.text());
  }

  /**
   * Whether a statement with this verb changes rows, which PostgreSQL itself refuses in read-only
   * mode.
   */
  public static boolean changesRows(String word) {
    return CHANGES_ROWS.contains(word);
  }

  /** Whether it begins with a verb that reads. */
  public static boolean reads(SqlStatement statement) {
    return READS.contains(statement.verb());
  }

  /**
   * Whether it writes: it does not just read, and has nothing to do with transactions or settings.
   */
  public static boolean writes(SqlStatement statement) {
    String verb = statement.verb();
    return reads(statement)
        ? CAN_HOLD_ONE.contains(verb)
            && statement.words(Integer.MAX_VALUE).stream().anyMatch(ReadOnlyRules::changesRows)
        : !TRANSACTION.contains(verb) && !SETTINGS.contains(verb);
  }

  private static AdminException refusal(String verb, Supplier<String> toWrite) {
    if (!verb.isEmpty() && !Verbs.has(verb)) {
      return AdminException.failed(Verbs.unknown(verb), null);
    }
    if (TRANSACTION.contains(verb)) {
      return AdminException.refused(
          verb + " is not sent: each statement is a transaction of its own, which is rolled back.");
    }
    if (SETTINGS.contains(verb)) {
      return AdminException.refused(verb + " is not sent: a read-only session keeps its settings.");
    }
    return AdminException.refused(
        (verb.isEmpty() ? "This" : verb)
            + " is not sent: this session is read-only. "
            + toWrite.get());
  }

  /** What to do in order to write at a console. */
  public static final String HOW_TO_WRITE =
      "Start it with --write --reason \"…\" to write; at a prompt, :write 10m \"…\" allows writes"
          + " for ten minutes.";

  /** Refuses what would leave the transaction that each writing statement has to itself. */
  public static void requireOneTransaction(SqlStatement statement) {
    if (TRANSACTION.contains(statement.verb())) {
      throw AdminException.refused(
          statement.verb()
              + " is not sent: each statement is a transaction of its own. A DO block or a WITH"
              + " holds several that belong together.");
    }
  }
}
