package dev.oneoff.admin.database.pool;

import dev.oneoff.admin.Mode;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Pooler;
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
 * While a command boots the service, and afterwards for as long as it only reads, no connection of
 * the service's pools can write: start-up work is the server's job. It backs up the settings that
 * are overridden for a command, and covers everything that no setting switches off.
 */
@Singleton
@Unremovable
public class StartupGuard implements PoolInterceptor {

  private static final String SESSION = "set session characteristics as transaction read ";
  private static final String ROLLBACK = "rollback";

  /** Connections that were made read-only, and the statement that restores each. */
  private final Map<PgConnection, String> guarded = new ConcurrentHashMap<>();

  private volatile boolean closed;

  StartupGuard(Config config) {
    this.closed =
        Mode.COMMAND.entered() && !new Settings(config).is(OwnSetting.ALLOW_STARTUP_WRITES);
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
        ReadingWire.free(plain);
        release(plain, undo);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("A connection could not be reset.", e);
    }
  }

  private void guard(PgConnection connection) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    if (connection.getTransactionState() == TransactionState.IDLE) {
      // The driver begins each transaction with BEGIN READ ONLY, behind a pooler too.
      connection.setReadOnly(true);
      // A query would begin a transaction, whose isolation level could no longer be chosen.
      connection.setAutoCommit(true);
    }
    try (Statement statement = connection.createStatement()) {
      boolean direct = !Pooler.before(connection);
      guarded.put(connection, direct ? SESSION + (reads(statement) ? "only" : "write") : ROLLBACK);
      if (direct) {
        statement.execute(SESSION + "only");
      } else if (autoCommit) {
        // A session is another client's next, so its settings are left alone.
        statement.execute("begin read only");
      }
    } finally {
      connection.setAutoCommit(autoCommit);
    }
  }

  // By default, before anybody made it do so.
  private static boolean reads(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("select current_setting('default_transaction_read_only')::bool")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private static void release(PgConnection connection, String undo) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    try (Statement statement = connection.createStatement()) {
      if (connection.getTransactionState() != TransactionState.IDLE) {
        statement.execute(ROLLBACK);
      }
      connection.setReadOnly(false);
      connection.setAutoCommit(true);
      if (!undo.equals(ROLLBACK)) {
        statement.execute(undo);
      }
    } finally {
      connection.setAutoCommit(autoCommit);
    }
  }
}
