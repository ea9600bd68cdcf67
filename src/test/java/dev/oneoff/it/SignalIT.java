package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C and SIGTERM: the first stops at the next safe point, the second at once. */
class SignalIT {

  private final JarPostgres.Database database = JarPostgres.prepared();
  private final App app = App.packaged().on(database);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void migrateFinishesItsChangesetAndStopsBeforeTheNext(String signal) throws Exception {
    App interrupted = interrupt(signal);

    assertThat(database.hasTable("one")).isTrue();
    assertThat(database.hasTable("two")).isFalse();
    if (signal.equals("TERM")) {
      interrupted.run("migrate").succeeds();
      assertThat(database.hasTable("two")).as("the same command goes on").isTrue();
    }
  }

  /** In the first of two changesets. */
  private App interrupt(String signal) throws Exception {
    // Nothing shows when the process has heard the signal, so the changeset takes its time.
    App two =
        Changelogs.in(
            directory,
            app,
            "create table one as select 1 as id from pg_sleep(2)",
            "create table two (id int)");
    try (JarRun run = two.start("migrate").awaitErr("changelog.sql::1 by test")) {
      run.signal(signal).await().failsWith(75, "Interrupted at a safe point");
    }
    return two;
  }

  @Test
  void aSecondSignalStopsAtOnceAndTheChangesetIsRolledBack() throws Exception {
    App slow =
        Changelogs.in(directory, app, "create table one as select 1 as id from pg_sleep(60)");
    try (JarRun run = slow.start("migrate").awaitErr("changelog.sql::1 by test")) {
      run.signal("TERM").signal("TERM").await().failsWith(75, "Stopped at once");
    }
    assertThat(database.hasTable("one")).isFalse();
  }

  /** The second is in the middle of its boot. */
  @ParameterizedTest
  @ValueSource(strings = {"migrate status", "models"})
  void aCommandThatHoldsNothingLeavesAtOnceWithASentence(String line) throws IOException {
    // It lets everybody in and says nothing.
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      App waiting =
          app.with(
              "DATABASE_URL",
              "postgres://app@127.0.0.1:"
                  + silent.getLocalPort()
                  + "/orders?connectTimeout=60&loginTimeout=60");
      try (JarRun run = waiting.start(line.split(" "))) {
        silent.accept();
        run.signal("INT").await().endsWith(75);
        assertThat(run.err()).isEqualTo("error: Interrupted. Run the same command again.\n");
        assertThat(run.out()).isEmpty();
      }
    }
  }
}
