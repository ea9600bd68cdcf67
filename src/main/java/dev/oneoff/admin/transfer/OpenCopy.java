package dev.oneoff.admin.transfer;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOperation;
import org.postgresql.copy.CopyOut;

/**
 * A COPY from beginning to end. If it has not ended by then it is cancelled: a connection accepts
 * nothing else while it copies.
 *
 * @param <C> the direction
 */
public final class OpenCopy<C extends CopyOperation> implements AutoCloseable {

  private final C copy;

  private OpenCopy(C copy) {
    this.copy = copy;
  }

  /** Begins one that fills a table. */
  public static OpenCopy<CopyIn> in(String sql, Connection connection) throws SQLException {
    return new OpenCopy<>(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql));
  }

  /** Begins one that reads rows. */
  public static OpenCopy<CopyOut> out(String sql, Connection connection) throws SQLException {
    return new OpenCopy<>(connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql));
  }

  /** The driver's own. */
  public C driver() {
    return copy;
  }

  @Override
  public void close() {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      // It ends with its transaction, or with its connection.
    }
  }
}
