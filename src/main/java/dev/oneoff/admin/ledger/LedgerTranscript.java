package dev.oneoff.admin.ledger;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.database.SqlState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A run's transcript in the ledger, not on the connection of the work: statements stay recorded
 * even if they are rolled back or kill the process.
 */
public final class LedgerTranscript implements Transcript {

  /** Of one statement's text; a script that is pasted as one can be of any size. */
  private static final int LONGEST = 100_000;

  private final LedgerConnection connection;
  private final long run;

  public LedgerTranscript(LedgerConnection connection, long run) {
    this.connection = connection;
    this.run = run;
  }

  @Override
  public synchronized Entry begin(Kind kind, String text, Optional<String> reason) {
    try {
      int number = insert(kind, text, reason);
      return new Written(number);
    } catch (SQLException e) {
      connection.close();
      if (SqlState.of(e) == SqlState.READ_ONLY || SqlState.doesNotFit(e)) {
        throw Unrecorded.refused(e);
      }
      throw AdminException.unavailable(
          "It was not run, because the ledger cannot be written: " + e.getMessage(), e);
    }
  }

  private int insert(Kind kind, String text, Optional<String> reason) throws SQLException {
    try (PreparedStatement insert =
        connection
            .get()
            .prepareStatement(
                """
                insert into admin_run_statement (run_id, number, kind, text, reason)
                select ?, coalesce(max(number), 0) + 1, ?, ?, ? from admin_run_statement where run_id = ?
                returning number
                """)) {
      insert.setLong(1, run);
      insert.setString(2, kind.name());
      insert.setString(3, text.substring(0, Math.min(LONGEST, text.length())).replace("\0", "\\0"));
      insert.setString(4, reason.orElse(null));
      insert.setLong(5, run);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private synchronized void end(int number, OptionalLong rows, @Nullable String error) {
    try (PreparedStatement update =
        connection
            .get()
            .prepareStatement(
                """
                update admin_run_statement set ended_at = current_timestamp, rows = ?, error = ?
                where run_id = ? and number = ?
                """)) {
      update.setObject(1, rows.isPresent() ? rows.getAsLong() : null, Types.BIGINT);
      update.setString(2, error == null ? null : Redaction.PROCESS.redactUnreviewed(error));
      update.setLong(3, run);
      update.setInt(4, number);
      update.executeUpdate();
    } catch (SQLException | AdminException e) {
      // It is recorded that it ran, but not how it ended.
      connection.close();
    }
  }

  private synchronized void wrote(int number) {
    try (PreparedStatement update =
        connection
            .get()
            .prepareStatement(
                "update admin_run_statement set wrote = true where run_id = ? and number = ?")) {
      update.setLong(1, run);
      update.setInt(2, number);
      update.executeUpdate();
    } catch (SQLException | AdminException e) {
      // The tables of the previous release have no column for it.
      connection.close();
    }
  }

  private final class Written implements Entry {

    private final int number;

    Written(int number) {
      this.number = number;
    }

    @Override
    public void wrote() {
      LedgerTranscript.this.wrote(number);
    }

    @Override
    public void done(OptionalLong rows) {
      end(number, rows, null);
    }

    @Override
    public void failed(String error) {
      end(number, OptionalLong.empty(), error);
    }
  }
}
