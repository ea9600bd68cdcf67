package dev.oneoff;

import dev.oneoff.admin.database.LocalPostgres;
import dev.oneoff.admin.database.LocalServer;
import java.nio.file.Path;
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

  static LocalServer start() {
    return POSTGRES.start(step -> {});
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    POSTGRES.stop();
  }
}
