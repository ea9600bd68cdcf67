package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without configuration: the local PostgreSQL, and never where something can be lost. */
@Tag("one-java")
class LocalPostgresIT {

  /** Of the tests that are not about the first start. */
  @TempDir static Path shared;

  private static App app;

  @TempDir Path fresh;

  @BeforeAll
  static void aMachine() {
    app = on(shared);
  }

  @AfterAll
  static void stop() {
    app.run("local", "stop").succeeds();
  }

  private static App on(Path directory) {
    return App.packaged().with("ONEOFF_LOCAL_DIRECTORY", directory.toString());
  }

  @Test
  void twoFirstStartsAtOnceEndUpOnOneServer() {
    App first = on(fresh);
    List<JarRun> runs = IntStream.range(0, 2).mapToObj(i -> first.start("local", "start")).toList();
    runs.forEach(JarRun::await);
    first.run("local", "stop").succeeds();
    runs.forEach(JarRun::succeeds);
    List<String> said =
        runs.stream()
            .flatMap(run -> run.err().lines())
            .filter(line -> line.startsWith("Using the local PostgreSQL"))
            .distinct()
            .toList();
    assertThat(said).singleElement().asString().contains("orders on 127.0.0.1:", "local stop");
  }

  @Test
  void itIsFoundAgainAfterItsPostmasterWasKilledAndItsDataIsKept() {
    app.run("migrate").succeeds();
    long process =
        Long.parseLong(
            app.bash("$APP local status --format json | grep -o '\"process\":[0-9]*' | cut -d: -f2")
                .succeeds()
                .out()
                .strip());
    assertThat(ProcessHandle.of(process).orElseThrow().destroyForcibly()).isTrue();

    assertThat(app.run("migrate").succeeds().err()).contains("Nothing to do");
    assertThat(app.run("about").succeeds().out()).contains("development", "0004-order-lines");
  }

  @Test
  void theServerUsesItToo() throws Exception {
    app.run("migrate").succeeds();
    try (JarServer server = JarServer.start(app)) {
      assertThat(server.get("/q/health/ready").statusCode()).isEqualTo(200);
      assertThat(server.run().err()).contains("Using the local PostgreSQL");
    }
    app.run("health").succeeds();
  }

  @Test
  void theLineForPsqlWorks() {
    app.run("migrate").succeeds();
    JarRun psql =
        app.bash(
            "command -v psql >/dev/null || exit 0; line=$($APP local status --format jsonl | sed 's/.*\"psql\":\"//; s/\"}$//'); "
                + "eval \"$line -Atc 'select name from admin_environment'\"");
    assertThat(psql.succeeds().out().strip()).isIn("development", "");
  }

  @Test
  void aResetIsConfirmedAndLeavesAnEmptyDatabase() {
    app.run("migrate").succeeds();
    app.run("local", "reset").failsWith(3, "--confirm development");
    app.run("migrate", "--check").succeeds();
    app.run("local", "reset", "--confirm", "development").succeeds();
    app.run("migrate", "--check").endsWith(5);
  }

  @Test
  void itIsNotUsedWhereDataCouldBeLost() {
    App without = on(fresh).warm();
    for (App elsewhere :
        List.of(
            without.with("ONEOFF_ENVIRONMENT", "staging"),
            without.with("KUBERNETES_SERVICE_HOST", "10.0.0.1"),
            without.with("ONEOFF_LOCAL_ENABLED", "false"))) {
      elsewhere
          .run("migrate")
          .failsWith(78, "Set DATABASE_URL", "The local PostgreSQL is not used here");
      elsewhere.run("serve").failsWith(78, "Set DATABASE_URL");
      elsewhere.run("local", "reset", "--confirm", "staging").failsWith(78);
      assertThat(elsewhere.run("about").succeeds().out()).contains("Set DATABASE_URL");
    }
    assertThat(without.run("local", "status").succeeds().out()).contains("stopped");
  }
}
