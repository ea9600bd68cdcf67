package dev.oneoff.admin.ledger;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.SqlState;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A run that no ledger keeps. Work that only reads masked rows continues; nothing else is done
 * unrecorded.
 */
public final class Unrecorded {

  private static final String NOTHING =
      "Nothing is written or unmasked without a record in the ledger: ";

  private Unrecorded() {}

  /** Before the first migrate. */
  public static AdminException noLedger() {
    return AdminException.refused(NOTHING + "this database has none yet. Run 'migrate' first.");
  }

  /** Says that the ledger exists but did not accept the run, with a way out that fits the cause. */
  public static AdminException refused(SQLException e) {
    return AdminException.refused(NOTHING + SqlState.message(e) + "." + wayOut(e), e);
  }

  /** The same, for callers that can ask the database for the cause. */
  public static AdminException refused(SQLException e, Database database) {
    return readOnly(e, database)
        .map(why -> AdminException.refused(NOTHING + why, e))
        .orElseGet(() -> refused(e));
  }

  /** Why it did not accept the run, in a sentence. */
  public static String why(SQLException e, Database database) {
    return readOnly(e, database).orElseGet(() -> SqlState.message(e) + ".");
  }

  private static Optional<String> readOnly(SQLException e, Database database) {
    return SqlState.of(e) == SqlState.READ_ONLY
        ? database.failure().cannotWrite()
        : Optional.empty();
  }

  /**
   * For a run that continued without a ledger: nothing is recorded, and writes are no longer
   * allowed.
   */
  public static Transcript transcript() {
    return (kind, text, reason) -> {
      if (reason.isPresent()) {
        throw AdminException.refused(
            NOTHING + "this run is in no ledger. Start it again when the ledger can be written.");
      }
      return Transcript.Entry.NONE;
    };
  }

  private static String wayOut(SQLException e) {
    return switch (SqlState.of(e)) {
      case FORBIDDEN ->
          " Grant select, insert and update on the tables admin_run…, or use a role that has them.";
      case READ_ONLY -> " Name a database that can be written, the primary, in DATABASE_URL.";
      default ->
          SqlState.doesNotFit(e)
              ? " The ledger may be another release's: run 'migrate'."
              : " Run it again when the ledger can be written.";
    };
  }
}
