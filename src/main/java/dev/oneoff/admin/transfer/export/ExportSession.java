package dev.oneoff.admin.transfer.export;

import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.ServerSettings;
import dev.oneoff.admin.database.TimeLimits;
import dev.oneoff.admin.transfer.PlainText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One REPEATABLE READ, READ ONLY transaction with settings of its own, so that the same rows yield
 * the same bytes however the server, the role or the machine is configured.
 */
public final class ExportSession implements AutoCloseable {

  private static final Map<String, String> SETTINGS =
      PlainText.with(
          Map.of(
              // The shortest text that reads back as the same number.
              "extra_float_digits", "1",
              "bytea_output", "hex",
              "statement_timeout", "0",
              "idle_in_transaction_session_timeout", "0",
              // Otherwise rows hidden by a policy would be missing, and nobody told.
              "row_security", "off",
              // Otherwise a second export running alongside would start in the middle of the table.
              "synchronize_seqscans", "off",
              "client_connection_check_interval", "1s"));

  private final Connection connection;
  private final Instant moment;
  private final List<String> widened;

  private ExportSession(Connection connection, Instant moment, List<String> widened) {
    this.connection = connection;
    this.moment = moment;
    this.widened = widened;
  }

  /**
   * Begins a transaction.
   *
   * @param snapshot another session's, which this one shares; empty for one of its own
   */
  public static ExportSession begin(Database database, Optional<String> snapshot)
      throws SQLException {
    Connection connection = database.connectReadOnly();
    try {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("set transaction isolation level repeatable read, read only");
        if (snapshot.isPresent()) {
          statement.execute("set transaction snapshot '" + snapshot.get().replace("'", "''") + "'");
        }
        try (ResultSet row =
            statement.executeQuery("select extract(epoch from clock_timestamp()) * 1000000")) {
          row.next();
          long micros = row.getBigDecimal(1).longValue();
          TimeLimits before = TimeLimits.of(connection);
          ServerSettings.ofTransaction(connection, SETTINGS);
          return new ExportSession(
              connection,
              Instant.EPOCH.plus(micros, java.time.temporal.ChronoUnit.MICROS),
              before.widened(connection));
        }
      }
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  public Connection connection() {
    return connection;
  }

  /** Which time limits it exceeds, each as a sentence. */
  public List<String> widened() {
    return widened;
  }

  /** When the snapshot was taken, by the server's clock. */
  public Instant moment() {
    return moment;
  }

  /** The identifier by which other sessions share the snapshot, as long as this one is open. */
  public String export() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_export_snapshot()")) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() {
    try {
      // Anything uncommitted is rolled back; and there was nothing to commit.
      connection.close();
    } catch (SQLException e) {
      // It is gone already.
    }
  }
}
