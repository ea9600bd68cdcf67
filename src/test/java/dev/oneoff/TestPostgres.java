package dev.oneoff;

import dev.oneoff.admin.database.LocalPostgres;
import dev.oneoff.admin.database.LocalServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * The PostgreSQL that all tests of a run share: started by the first that asks, stopped when the
 * run ends. JUnit finds this class by its service entry.
 */
public final class TestPostgres implements LauncherSessionListener {

  /** Unpacked once per build, for every server that a test starts. */
  public static final Path PROGRAMS = Path.of("target", "local-postgresql");

  private static final LocalPostgres POSTGRES =
      LocalPostgres.in(Path.of("target", "test-postgresql"), PROGRAMS);

  private static final Pattern INSTALLED =
      Pattern.compile("(?<user>[^:]+):(?<password>[^@]*)@(?<port>\\d+)");

  /** {@code -Doneoff.test.postgres=user:password@port} names another one, here on loopback. */
  static LocalServer start() {
    String named = System.getProperty("oneoff.test.postgres", "");
    return named.isEmpty() ? POSTGRES.start(step -> {}) : installed(named);
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
    POSTGRES.stop();
  }
}
