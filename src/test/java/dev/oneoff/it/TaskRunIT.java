package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tasks whose processes die, wait and race, in another team's service: every item is done once, and
 * nobody has to help. What a process is not needed for, {@code TaskRunnerTest} shows.
 */
@Tag("one-java")
class TaskRunIT {

  private static final int ITEMS = Integer.getInteger("oneoff.items", 6_000);
  private static final int KILLS = Integer.getInteger("oneoff.kills", 2);

  private static JarPostgres.Database template;

  @TempDir Path gates;

  private JarPostgres.Database database;
  private App app;

  @BeforeAll
  static void migrate() throws SQLException {
    template = JarPostgres.migrated(Library.app());
    // So that each test's first run is number 1.
    template.execute("truncate admin_run restart identity cascade");
    template.execute("insert into counter (id) select i from generate_series(1, " + ITEMS + ") i");
  }

  @BeforeEach
  void copy() throws SQLException {
    database = JarPostgres.copy(template);
    app = Library.app().on(database);
  }

  @Test
  void killedAgainAndAgainItStillDoesEveryItemOnce() throws Exception {
    List<Path> gates = new ArrayList<>();
    for (int kill = 1; kill <= KILLS; kill++) {
      gates.add(close(kill * ITEMS / (KILLS + 1)));
    }
    for (int kill = 0; kill < KILLS; kill++) {
      Path gate = gates.get(kill);
      try (JarRun run = startAndAwait(gate)) {
        // The last one within an item, every second one before it wherever that is: where it
        // commits, or between two batches. It comes no further than to the next gate.
        boolean moving = (KILLS - kill) % 2 == 0;
        if (moving) {
          letMove(run, gate, gates.get(kill + 1));
        }
        run.signal("KILL").await();
        Files.deleteIfExists(gate);
      }
    }
    JarRun last = app.run(countUp()).succeeds();

    assertThat(last.err()).contains("Resuming run 1, which died");
    assertEachCountedOnce();
    assertThat(
            database.query(
                "select status || ' ' || processed from admin_run where task = 'count-up'"))
        .isEqualTo("DONE " + ITEMS);
  }

  @Test
  void workersOfTwoProcessesShareARunAndOneOfThemMayDie() throws Exception {
    database.execute(
        "insert into counter (id) select i from generate_series(" + (ITEMS + 1) + ", 30000) i");
    // In the first chunk and in the second: the third is left for the other process.
    Path one = close(5);
    Path two = close(15_000);
    try (JarRun first = app.start(countUp("--workers", "2"))) {
      first.awaitErr(at(one)).awaitErr(at(two));
      try (JarRun second =
          app.start(countUp("--workers", "2", "--join")).awaitErr("Joining run 1")) {
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () ->
                    Long.parseLong(
                            database.query("select count(distinct worker) from admin_run_chunk"))
                        > 1);
        first.signal("KILL").await();
        Files.delete(one);
        Files.delete(two);
        second.await().succeeds();
      }
    }
    assertEachCountedOnce();
  }

  @Test
  void ofTwoSimultaneousStartsOneWorksAndTheOtherIsToldSo() throws Exception {
    Path gate = close(ITEMS / 2);
    List<JarRun> runs = IntStream.range(0, 2).mapToObj(i -> app.start(countUp())).toList();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> runs.stream().anyMatch(run -> !run.isAlive()));
    Files.delete(gate);
    runs.forEach(JarRun::await);

    assertThat(runs.stream().map(JarRun::code)).containsExactlyInAnyOrder(0, 75);
    assertEachCountedOnce();
  }

  @Test
  void requestsOfOtherProcessesTakeEffectAfterTheBatch() throws Exception {
    Path first = close(ITEMS / 3);
    try (JarRun run = startAndAwait(first)) {
      assertThat(ask("pause", first)).containsAnyOf("Run 1 is paused", "Run 1 pauses after");
      awaitStatus("PAUSED");
      int paused = (int) counted();
      // Not before: it would hold the batch that is to end.
      Path second = close((paused + ITEMS) / 2);
      await().atMost(Duration.ofMinutes(1)).until(() -> connectionsOf("fix count-up") == 0);
      app.run(countUp()).failsWith(75, "Run 1 is paused");
      assertThat(counted()).isEqualTo(paused);
      assertThat(app.run("runs", "resume", "1").succeeds().err())
          .contains("Run 1 continues in its own process");
      run.awaitErr(at(second));
      assertThat(ask("cancel", second)).containsAnyOf("Run 1 is cancelled", "Run 1 ends after");
      run.await().endsWith(3);
      assertThat(run.err()).contains("Paused, with", "Continuing.", "Run 1 was cancelled");
    }
    assertThat(counted()).isLessThan(ITEMS);
    app.run("runs", "resume", "1").failsWith(3, "Run 1 has already ended: it is cancelled");
  }

  @Test
  void aSignalStopsItAfterTheBatchAndTheSameCommandGoesOn() throws Exception {
    Path gate = close(ITEMS / 3);
    // Where it stands if it has heard nothing by then.
    Path later = close(ITEMS * 2 / 3);
    try (JarRun run = startAndAwait(gate)) {
      run.signal("TERM");
      Files.delete(gate);
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> !run.isAlive() || run.err().contains(at(later)));
      Files.delete(later);
      run.await().failsWith(75, "Interrupted, with", "resumes from there");
    }
    assertThat(database.query("select status from admin_run where id = 1"))
        .isEqualTo("INTERRUPTED");
    app.run("fix", "count-up", "--poison", "1")
        .failsWith(3, "Run 1 of count-up with other arguments");
    assertThat(app.run("runs", "resume", "1").succeeds().err()).contains("Resuming run 1");
    assertEachCountedOnce();
  }

  @Test
  void aPostgresqlThatRestartsInTheMiddleIsWaitedFor() throws Exception {
    Path gate = close(ITEMS / 2);
    try (JarRun run = startAndAwait(gate)) {
      JarPostgres.restart();
      Files.delete(gate);
      run.await().succeeds();
      assertThat(run.err()).contains("The database is back; continuing.");
    }
    assertEachCountedOnce();
  }

  @Test
  void aFrozenProcessIsReplacedAndDoesNothingTwiceWhenItWakesUp() throws Exception {
    Path first = close(ITEMS / 3);
    try (JarRun frozen = startAndAwait(first)) {
      frozen.signal("STOP");
      Path second = close(ITEMS * 2 / 3);
      Files.delete(first);
      await().atMost(Duration.ofMinutes(1)).until(() -> locksOf("fix count-up") == 0);
      try (JarRun next = startAndAwait(second)) {
        // It holds a batch in its hands, whose items it thinks its own.
        frozen.signal("CONT");
        Files.delete(second);
        frozen.await().succeeds();
        next.await().succeeds();
        assertThat(next.err()).contains("Resuming run 1, which died").doesNotContain("Set");
      }
      assertThat(frozen.err()).contains("continuing");
    }
    assertEachCountedOnce();
  }

  @Test
  void aCleanupDeletesAndAnUndoBringsItBack() throws SQLException {
    App staging = app.with("ONEOFF_ENVIRONMENT", "staging");
    database.execute("update admin_environment set name = 'staging'");
    staging.run("cleanup", "purge-counters", "--below", "1001").failsWith(3, "--confirm staging");
    staging.run("cleanup", "purge-counters", "--below", "1001", "--confirm", "staging").succeeds();
    assertThat(database.query("select min(id) from counter")).isEqualTo("1001");
    staging.run("runs", "undo", "1", "--confirm", "staging").succeeds();
    assertThat(database.query("select count(*) from counter")).isEqualTo(Integer.toString(ITEMS));
  }

  @Test
  void keysOfTwoColumnsAndUuidsAreProcessedOnce() throws SQLException {
    database.execute(
        "insert into copy (book_id, number) select i / 100, i % 100 from generate_series(1, 1500) i");
    database.execute(
        "insert into reader (id) select gen_random_uuid() from generate_series(1, 300)");
    app.run("fix", "lend-copies").succeeds();
    app.run("fix", "greet-readers").succeeds();

    assertThat(database.query("select count(*) from copy where not lent")).isEqualTo("0");
    assertThat(database.query("select count(*) from reader where greeting is null")).isEqualTo("0");
  }

  // By small batches: what is heard after a batch is heard long before the last item.
  private String[] countUp(String... options) {
    return Stream.concat(
            Stream.of(
                "fix", "count-up", "--gates", gates.toString(), "--target-batch-time", "100ms"),
            Stream.of(options))
        .toArray(String[]::new);
  }

  /** Whoever counts this one up waits until the file is deleted. */
  private Path close(int counter) throws IOException {
    return Files.createFile(gates.resolve(Integer.toString(counter)));
  }

  private static String at(Path gate) {
    return "At gate " + gate.getFileName() + ".";
  }

  /** Opens a gate, and comes back when a batch was committed behind it. */
  private void letMove(JarRun run, Path gate, Path next) throws Exception {
    long before = counted();
    Files.delete(gate);
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> counted() > before || run.err().contains(at(next)));
  }

  private JarRun startAndAwait(Path gate) {
    return app.start(countUp()).awaitErr(at(gate));
  }

  /** Asks something of run 1, which stands at a gate, and lets it through once it knows. */
  private String ask(String what, Path gate) throws Exception {
    JarRun asking = app.start("runs", what, "1");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                !asking.isAlive()
                    || database.query("select request from admin_run where id = 1") != null);
    // The run reads requests as it beats; by the second beat it has acted on the first one's.
    for (int beat = 0; beat < 2; beat++) {
      String now = database.query("select clock_timestamp()");
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () ->
                  database
                      .query("select heartbeat_at > '" + now + "' from admin_run where id = 1")
                      .equals("t"));
    }
    Files.delete(gate);
    return asking.await().succeeds().err();
  }

  // Whoever asks waits for it too, but not as long as a busy machine may need.
  private void awaitStatus(String status) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> status.equals(database.query("select status from admin_run where id = 1")));
  }

  private long counted() throws SQLException {
    return Long.parseLong(database.query("select count(*) from counter where n > 0"));
  }

  private long connectionsOf(String command) throws SQLException {
    return Long.parseLong(
        database.query(
            "select count(*) from pg_stat_activity where datname = current_database()"
                + " and application_name like 'oneoff "
                + command
                + "%'"));
  }

  // Of the session that lives: the transaction that works keeps its own.
  private long locksOf(String command) throws SQLException {
    return Long.parseLong(
        database.query(
            "select count(*) from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory'"
                + " and mode = 'ShareLock' and application_name like 'oneoff "
                + command
                + "%'"));
  }

  private void assertEachCountedOnce() throws SQLException {
    assertThat(database.query("select count(*) from counter where n <> 1")).isEqualTo("0");
  }
}
