package dev.oneoff;

import dev.oneoff.admin.database.local.LocalPostgres;
import dev.oneoff.admin.database.local.LocalServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * The PostgreSQL that all tests of a process share: started by the first that asks, stopped when
 * the run ends. JUnit finds this class by its service entry.
 */
public final class TestPostgres implements LauncherSessionListener {

  /** Unpacked once per build, for every server that a test starts. */
  public static final Path PROGRAMS = Path.of("target", "local-postgresql");

  private static final LocalPostgres POSTGRES =
      LocalPostgres.in(
          Path.of("target", System.getProperty("oneoff.fork", "unit-1"), "postgresql"), PROGRAMS);

  private static final Pattern INSTALLED =
      Pattern.compile("(?<user>[^:]+):(?<password>[^@]*)@(?<port>\\d+)");

  private static LocalServer server;

  private static Connection maintenance;

  /** {@code -Doneoff.test.postgres=user:password@port} names another one, here on loopback. */
  static synchronized LocalServer start() {
    if (server == null) {
      String named = System.getProperty("oneoff.test.postgres", "");
      server = named.isEmpty() ? start(POSTGRES) : installed(named);
    }
    return server;
  }

  /** In the server's own database, always by the same session: each costs more than most SQL. */
  static synchronized void administer(String sql) {
    try {
      if (maintenance == null || !maintenance.isValid(60)) {
        LocalServer own = start();
        maintenance =
            DriverManager.getConnection(own.jdbcUrl("postgres"), own.user(), own.password());
      }
      try (Statement statement = maintenance.createStatement()) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A server whose data nobody misses, so it waits for no disk, and whose passwords nobody guesses:
   * a connection need not hash them thousands of times on either side, which costs as much as all
   * the rest of it.
   */
  public static LocalServer start(LocalPostgres postgres) {
    LocalServer started = postgres.start(step -> {});
    try (Connection connection =
            DriverManager.getConnection(
                started.jdbcUrl("postgres"), started.user(), started.password());
        Statement statement = connection.createStatement()) {
      statement.execute("alter system set fsync = off");
      statement.execute("alter system set full_page_writes = off");
      statement.execute("alter system set scram_iterations = 1");
      statement.execute("select pg_reload_conf()");
      statement.execute("set scram_iterations = 1");
      statement.execute("alter role current_user password '" + started.password() + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return started;
  }

  private static LocalServer installed(String named) {
    Matcher server = INSTALLED.matcher(named);
    if (!server.matches()) {
      throw new IllegalArgumentException("This is not user:password@port.");
    }
    return new LocalServer(
        PROGRAMS,
        Integer.parseInt(server.group("port")),
        server.group("user"),
        server.group("password"),
        "installed",
        ProcessHandle.current().pid(),
        Instant.now());
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    stop();
  }

  private static synchronized void stop() {
    POSTGRES.stop();
    server = null;
  }
}
