package dev.oneoff.admin.database.session;

import dev.oneoff.admin.AdminException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/**
 * What identifies an open transaction: when it began, which sets it apart from the next one, and
 * its number, which it has from its first write on, and never has without one.
 *
 * @param begun in PostgreSQL's own bytes
 */
public record TransactionNumbers(String begun, boolean readOnly, Optional<String> number) {

  /**
   * Schema-qualified, so that they work whatever a statement has set, the search path included.
   * They work on a standby and behind a pooler.
   */
  static final String COLUMNS =
      "pg_catalog.timestamptz_send(pg_catalog.transaction_timestamp()),"
          + " pg_catalog.current_setting('transaction_read_only'),"
          + " pg_catalog.txid_current_if_assigned()::pg_catalog.text";

  /** Something meant to read has written. */
  private static final class Wrote extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Of the open transaction. */
  public static TransactionNumbers of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select " + COLUMNS)) {
      row.next();
      return read(row, 1);
    }
  }

  /** From a row that has the columns from this one on. */
  static TransactionNumbers read(ResultSet row, int column) throws SQLException {
    return new TransactionNumbers(
        HexFormat.of().formatHex(row.getBytes(column)),
        row.getString(column + 1).equals("on"),
        Optional.ofNullable(row.getString(column + 2)));
  }

  /**
   * Refuses anything but reading.
   *
   * @param connection that the transaction was begun on
   * @throws AdminException {@code REFUSED}
   */
  public void requireReadOnly(Connection connection) throws SQLException {
    requireNotLeft(connection);
    if (state(connection) == TransactionState.FAILED) {
      return;
    }
    TransactionNumbers now = of(connection);
    if (!now.begun.equals(begun) || !now.readOnly) {
      throw left();
    }
    if (now.number.isPresent()) {
      throw wroteAs(now.number.get());
    }
  }

  /** The same after a failure, when PostgreSQL cannot be queried. */
  void requireNotLeft(Connection connection) throws SQLException {
    if (state(connection) == TransactionState.IDLE) {
      throw left();
    }
  }

  private static TransactionState state(Connection connection) throws SQLException {
    return connection.unwrap(PgConnection.class).getTransactionState();
  }

  /** Something was written in a session that was meant to read. */
  public static AdminException wroteWhileReading() {
    return AdminException.refused(
        "It wrote, though this shell is read-only: a transaction got a number. It was rolled back;"
            + " what a function did outside the transaction was not.",
        new Wrote());
  }

  private static AdminException left() {
    return AdminException.refused(
        "It wrote, or may have: it left the read-only transaction, and what it did after that is"
            + " committed.",
        new Wrote());
  }

  /** This transaction has a number although it was meant to read. */
  public static AdminException wroteAs(String number) {
    return AdminException.refused(
        "It wrote, though this session is read-only: its transaction got the number "
            + number
            + ". It was rolled back; what a function did outside the transaction was not.",
        new Wrote());
  }

  /** Whether that is what a failure means. */
  public static boolean wrote(Throwable failure) {
    return failure.getCause() instanceof Wrote;
  }
}
