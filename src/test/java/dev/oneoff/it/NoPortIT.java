package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A command of a service that would disturb it: management interface, scheduler, logs on stdout, a
 * start-up observer that reads a table, an injected EntityManager, and Hibernate's validation.
 */
@Tag("one-java")
class NoPortIT {

  private final JarPostgres.Database database = JarPostgres.database();

  @TempDir Path directory;

  private App library() {
    return Library.app().on(database).with("TICKS", ticks().toString());
  }

  private Path ticks() {
    return directory.resolve("ticks");
  }

  @Test
  void migrateWorksOnAnEmptyDatabaseEvenIfTheServiceCouldNotStart() throws Exception {
    library().run("migrate").succeeds();
    assertThat(database.query("select title from book")).isEqualTo("Middlemarch");
    library().run("migrate", "--check").succeeds();
  }

  @Test
  void aBootedCommandOpensNoPortAndRunsNoSchedule() throws Exception {
    JarPostgres.migrated(database, library());
    Path gate = directory.resolve("gate");
    // Said by the environment too, which outranks the service's files.
    App insistent =
        library()
            .with("QUARKUS_HTTP_HOST_ENABLED", "true")
            .with("QUARKUS_MANAGEMENT_HOST_ENABLED", "true")
            .with("QUARKUS_SCHEDULER_ENABLED", "true");
    try (JarRun run =
        insistent
            .start("books", "--wait-for", gate.toString(), "--format", "csv")
            .awaitErr("Greetings")) {
      assertThat(Sockets.listening(run.pid())).isEmpty();
      Files.createFile(gate);
      run.await().succeeds();
      assertThat(run.out()).isEqualTo("id,title\n1,Middlemarch\n");
      assertThat(run.err()).contains("Greetings from a command.", "Somebody prints to System.out.");
    }
    assertThat(ticks()).doesNotExist();
  }

  @Test
  void aSignalEndsABootedCommandWithTryAgain() throws Exception {
    JarPostgres.migrated(database, library());
    try (JarRun run =
        library()
            .start("books", "--wait-for", directory.resolve("never").toString())
            .awaitErr("Greetings")) {
      run.signal("TERM").await().endsWith(75);
    }
  }

  @Test
  void itsServerOpensItsPortsAndRunsSchedules() throws Exception {
    JarPostgres.migrated(database, library());
    App server =
        library().with("QUARKUS_MANAGEMENT_PORT", "0").with("QUARKUS_MANAGEMENT_TEST_PORT", "0");
    try (JarServer running = JarServer.start(server)) {
      await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(ticks()));
      // HTTP, the management interface, and the transaction manager's own on the loopback address.
      assertThat(Sockets.listening(running.run().pid())).hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void aStartThatFailsIsAFailureOfTheCommand() throws IOException {
    // Not migrated: the observer's table is not there.
    library().run("books").failsWith(1, "relation \"book\" does not exist");
  }

  @Test
  void aServiceThatIsConfiguredAtBootSetsOneKey() throws Exception {
    JarPostgres.migrated(database, library());
    App booting = library().with("ONEOFF_BOOT_FOR_SETTINGS", "true");
    assertThat(booting.run("migrate", "status").succeeds().out()).contains("applied");
    database.execute("drop table book");
    booting.run("migrate", "status").failsWith(1, "relation \"book\" does not exist");
  }

  @Test
  void itsOwnCommandIsFoundInTheSameWay() {
    assertThat(library().run("--help").succeeds().out())
        .contains("books", "Lists the books.", "migrate");
    assertThat(library().run("--version").succeeds().out()).startsWith("library 7.1");
    library().run("book").failsWith(2, "books");
  }
}
