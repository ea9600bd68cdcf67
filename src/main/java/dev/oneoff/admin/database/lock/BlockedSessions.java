package dev.oneoff.admin.database.lock;

import dev.oneoff.admin.database.SqlState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reports whom this process's sessions are waiting for, whatever the kind of lock. */
public final class BlockedSessions {

  private static final Duration SAY_AGAIN = Duration.ofSeconds(30);

  // Waiting sessions come last: the one at the head of the queue is to blame. The function halts
  // PostgreSQL's whole lock table for a moment, so it is only called for sessions that wait.
  private static final String QUERY =
      """
      select b.pid, coalesce(nullif(a.application_name, ''), a.backend_type), a.usename, a.state,
        (extract(epoch from clock_timestamp() - coalesce(a.xact_start, a.query_start)) * 1000)::bigint,
        a.query, count(*) over ()
      from pg_stat_activity w cross join lateral unnest(pg_blocking_pids(w.pid)) as b (pid)
        left join pg_stat_activity a on a.pid = b.pid
      where w.application_name = ? and w.wait_event_type = 'Lock' and w.datname = current_database()
        and coalesce(a.application_name, '') <> w.application_name
      order by a.wait_event_type = 'Lock' nulls first, a.xact_start limit 1
      """;

  private final String application;
  private final Consumer<String> say;
  private volatile @Nullable Blocker last;
  private @Nullable Blocker said;
  private long saidAt;
  private boolean forbidden;

  /**
   * Watches the sessions of one process.
   *
   * @param application their {@code application_name}
   */
  public BlockedSessions(String application, Consumer<String> say) {
    this.application = application;
    this.say = say;
  }

  /**
   * Checks once; a role that may not ask learns nothing.
   *
   * @param connection in autocommit
   * @throws SQLException only if the connection is lost
   */
  public void look(Connection connection) throws SQLException {
    if (forbidden) {
      return;
    }
    try (PreparedStatement query = connection.prepareStatement(QUERY)) {
      query.setString(1, cut(application));
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          found(Blocker.read(row));
        }
      }
    } catch (SQLException e) {
      // Finding out whom we wait for is not worth failing the work that waits.
      if (SqlState.of(e).lost() || connection.isClosed()) {
        throw e;
      }
      forbidden = SqlState.of(e) == SqlState.FORBIDDEN;
    }
  }

  /** Who was in the way when anybody was last seen there. */
  public Optional<Blocker> last() {
    return Optional.ofNullable(last);
  }

  private void found(Blocker blocker) {
    last = blocker;
    Blocker before = said;
    if (before == null
        || before.pid() != blocker.pid()
        || System.nanoTime() - saidAt >= SAY_AGAIN.toNanos()) {
      say.accept("Waiting for a lock held by " + blocker + ".");
      said = blocker;
      saidAt = System.nanoTime();
    }
  }

  // As PostgreSQL stores it.
  private static String cut(String name) {
    byte[] bytes = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return bytes.length < 64
        ? name
        : new String(bytes, 0, 63, java.nio.charset.StandardCharsets.UTF_8);
  }
}
