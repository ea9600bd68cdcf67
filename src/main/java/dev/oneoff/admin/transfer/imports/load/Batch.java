package dev.oneoff.admin.transfer.imports.load;

import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.transfer.imports.check.Reject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Some lines in one transaction. If PostgreSQL refuses them, half of them are tried, and half of
 * those, until the row that is to blame is found.
 */
final class Batch {

  private final LoadStatement statement;
  private final Connection connection;
  private final List<Reject> rejects = new ArrayList<>();
  private long inserted;
  private long updated;
  private long skipped;

  Batch(LoadStatement statement, Connection connection) {
    this.statement = statement;
    this.connection = connection;
  }

  /** In the open transaction. */
  void load(long after, long upTo) throws SQLException {
    try (Statement all = connection.createStatement()) {
      // Deferred checks could not be attributed to a row by then.
      all.execute("set constraints all immediate");
    }
    attempt(after, upTo);
  }

  private void attempt(long after, long upTo) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      LoadStatement.Rows rows = statement.load(connection, after, upTo);
      connection.releaseSavepoint(before);
      inserted += rows.inserted();
      updated += rows.updated();
      skipped += rows.skipped();
    } catch (SQLException e) {
      // Otherwise another transaction, a person or the machine is to blame.
      if (!SqlState.ofData(e)) {
        throw e;
      }
      connection.rollback(before);
      connection.releaseSavepoint(before);
      if (upTo - after == 1) {
        rejects.add(reject(upTo, e));
        return;
      }
      long middle = after + (upTo - after) / 2;
      attempt(after, middle);
      attempt(middle, upTo);
    }
  }

  private static Reject reject(long line, SQLException e) {
    @Nullable ServerErrorMessage message =
        e instanceof PSQLException known ? known.getServerErrorMessage() : null;
    return message == null
        ? new Reject(line, null, String.valueOf(e.getMessage()))
        : new Reject(line, message.getColumn(), String.valueOf(message.getMessage()));
  }

  List<Reject> rejects() {
    return rejects;
  }

  long inserted() {
    return inserted;
  }

  long updated() {
    return updated;
  }

  long skipped() {
    return skipped;
  }
}
