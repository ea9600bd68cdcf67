package dev.oneoff.admin.shell.wire;

import static dev.oneoff.admin.shell.wire.ExecuteCall.transactionState;

import dev.oneoff.admin.AdminException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/** Keeps an open transaction alive while a person is asked, for as long as they think. */
final class OpenWhileAsking {

  private static final String IDLE = "idle_in_transaction_session_timeout";
  private static final long MILLIS = 600_000;

  private final PgConnection connection;
  private Optional<String> before = Optional.empty();

  OpenWhileAsking(PgConnection connection) {
    this.connection = connection;
  }

  /** A person is being asked from now on. */
  void begin() throws SQLException {
    WatchedWire.aside(
        connection,
        () -> {
          try (Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery(
                      "select setting from pg_catalog.pg_settings where name = '"
                          + IDLE
                          + "' and setting::bigint between 1 and "
                          + (MILLIS - 1))) {
            before = row.next() ? Optional.of(row.getString(1)) : Optional.empty();
          }
          if (before.isPresent()) {
            set(String.valueOf(MILLIS));
          }
        });
  }

  /**
   * The answer came.
   *
   * @throws AdminException {@code REFUSED} if the transaction has ended since: what is sent now
   *     would run in another one
   */
  void end() throws SQLException {
    if (!isOpen()) {
      throw AdminException.refused(
          "The transaction ended while it waited for the answer. Nothing was written.");
    }
    putBack();
  }

  /** Whatever the outcome was. */
  void putBack() throws SQLException {
    Optional<String> was = before;
    before = Optional.empty();
    if (was.isPresent() && isOpen()) {
      WatchedWire.aside(connection, () -> set(was.get()));
    }
  }

  private boolean isOpen() {
    return transactionState(connection) == TransactionState.OPEN;
  }

  private void set(String millis) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local " + IDLE + " = " + millis);
    }
  }
}
