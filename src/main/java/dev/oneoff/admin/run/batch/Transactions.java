package dev.oneoff.admin.run.batch;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/** The transactions of batches, in the application's own transaction manager and pool. */
public final class Transactions {

  // A batch is short; this only keeps a hanging one from hanging forever.
  private static final int TIMEOUT_SECONDS = (int) Duration.ofHours(1).toSeconds();

  private final DataSource dataSource;
  private final String prepare;
  private final Map<String, String> settings;

  private Transactions(DataSource dataSource, Map<String, String> settings) {
    this.dataSource = dataSource;
    this.settings = settings;
    StringBuilder sql = new StringBuilder("select ");
    for (String name : settings.keySet()) {
      sql.append(sql.length() > 7 ? ", " : "").append("set_config('").append(name);
      sql.append("', ?, true)");
    }
    this.prepare = sql.toString();
  }

  /**
   * Transactions whose statements end soon after their process does.
   *
   * @param name shown in {@code pg_stat_activity}
   * @param lockTimeout how long a statement waits for a row that somebody else has locked
   */
  public static Transactions of(DataSource dataSource, String name, Duration lockTimeout)
      throws SQLException {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("application_name", name);
    wanted.put("lock_timeout", lockTimeout.toMillis() + "ms");
    // Not before PostgreSQL 14, and not on every operating system.
    wanted.put("client_connection_check_interval", "1s");
    wanted.put("idle_in_transaction_session_timeout", "10min");
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select exists (select from pg_settings where name = ?)")) {
      for (String setting : java.util.List.copyOf(wanted.keySet())) {
        query.setString(1, setting);
        try (ResultSet row = query.executeQuery()) {
          if (row.next() && !row.getBoolean(1)) {
            wanted.remove(setting);
          }
        }
      }
    }
    return new Transactions(dataSource, wanted);
  }

  /** Runs the work and commits. */
  public <R> R commit(Callable<R> work) throws Exception {
    return run(work, QuarkusTransaction::commit);
  }

  /** Runs the work and rolls it back. */
  public <R> R rollback(Callable<R> work) throws Exception {
    return run(work, QuarkusTransaction::rollback);
  }

  private <R> R run(Callable<R> work, Runnable end) throws Exception {
    ManagedContext request = Arc.container().requestContext();
    boolean activated = !request.isActive();
    if (activated) {
      request.activate();
    }
    try {
      QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout(TIMEOUT_SECONDS));
      boolean ended = false;
      try {
        prepare();
        R result = work.call();
        ended = true;
        end.run();
        return result;
      } finally {
        if (!ended) {
          rollbackQuietly();
        }
      }
    } finally {
      if (activated) {
        request.terminate();
      }
    }
  }

  // The failure to report is the one of the work.
  private static void rollbackQuietly() {
    try {
      QuarkusTransaction.rollback();
    } catch (RuntimeException e) {
      java.util.logging.Logger.getLogger(Transactions.class.getName())
          .log(java.util.logging.Level.FINE, "The rollback failed.", e);
    }
  }

  private void prepare() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(prepare)) {
      int i = 0;
      for (String value : settings.values()) {
        statement.setString(++i, value);
      }
      statement.execute();
    }
  }
}
