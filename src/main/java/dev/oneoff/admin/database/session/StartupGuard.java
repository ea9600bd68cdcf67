package dev.oneoff.admin.database.session;

import dev.oneoff.admin.Mode;
import dev.oneoff.admin.Settings;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/**
 * While a command boots the service, and as long after as it only reads, no connection of the
 * service's pools can write: what the service does at its start is the server's to do. It stands
 * behind the settings that are answered for a command, for all that no setting switches off.
 */
@Singleton
@Unremovable
public class StartupGuard implements EveryPool {

  /** Set by a service whose start has to write, in commands too. */
  public static final String ALLOW_KEY = "oneoff.allow-startup-writes";

  private static final String SESSION = "set session characteristics as transaction read ";
  private static final String ROLLBACK = "rollback";

  /** Those that were made ready for reading, and the statement that makes them as they were. */
  private final Map<PgConnection, String> guarded = new ConcurrentHashMap<>();

  private volatile boolean closed;

  StartupGuard(Config config) {
    this.closed = Mode.COMMAND.entered() && !new Settings(config).flag(ALLOW_KEY, false);
  }

  /** The boot is over, and the command may write. */
  public void lift() {
    closed = false;
  }

  @Override
  public void onConnectionAcquire(Connection connection) {
    if (!closed) {
      return;
    }
    try {
      guard(connection.unwrap(PgConnection.class));
    } catch (SQLException e) {
      throw new IllegalStateException("A connection could not be prepared for reading.", e);
    }
  }

  @Override
  public void onConnectionReturn(Connection connection) {
    if (guarded.isEmpty()) {
      return;
    }
    try {
      PgConnection plain = connection.unwrap(PgConnection.class);
      String undo = guarded.remove(plain);
      if (undo != null) {
        release(plain, undo);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("A connection could not be reset.", e);
    }
  }

  private void guard(PgConnection connection) throws SQLException {
    if (connection.getTransactionState() == TransactionState.IDLE) {
      // The driver begins each transaction by BEGIN READ ONLY, behind a pooler too.
      connection.setReadOnly(true);
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select pg_backend_pid(),"
                    + " current_setting('default_transaction_read_only')::bool")) {
      row.next();
      boolean direct = row.getInt(1) == connection.getBackendPID();
      guarded.put(connection, direct ? SESSION + (row.getBoolean(2) ? "only" : "write") : ROLLBACK);
      if (direct) {
        statement.execute(SESSION + "only");
      } else if (connection.getAutoCommit()) {
        // A session is another client's next, so its settings stay as they are.
        statement.execute("begin read only");
      }
    }
  }

  private static void release(PgConnection connection, String undo) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (connection.getTransactionState() != TransactionState.IDLE) {
        statement.execute(ROLLBACK);
      }
      connection.setReadOnly(false);
      if (!undo.equals(ROLLBACK)) {
        statement.execute(undo);
      }
    }
  }
}
