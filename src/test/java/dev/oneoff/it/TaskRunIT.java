package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tasks whose processes die, wait, race and meet bad items, in another team's service: every item
 * is done once, and nobody has to help.
 */
@Tag("one-java")
class TaskRunIT {

  private static final int ITEMS = Integer.getInteger("oneoff.items", 6_000);
  private static final int KILLS = Integer.getInteger("oneoff.kills", 2);

  // So that all of them take some seconds, however many they are.
  private static final String MICROS = Long.toString(6_000_000 / ITEMS);

  private static TestPostgres.Database template;

  private TestPostgres.Database database;
  private App app;

  @BeforeAll
  static void migrate() throws SQLException {
    template = TestPostgres.migrated(Library.app());
    // So that each test's first run is number 1.
    template.execute("truncate admin_run restart identity cascade");
    template.execute("insert into counter (id) select i from generate_series(1, " + ITEMS + ") i");
  }

  @BeforeEach
  void copy() throws SQLException {
    database = TestPostgres.copy(template);
    app = Library.app().on(database);
  }

  @Test
  void killedAgainAndAgainItStillDoesEveryItemOnce() throws SQLException {
    for (int kill = 0; kill < KILLS; kill++) {
      try (Run run = app.start("fix", "count-up", "--micros", "500")) {
        awaitSome(run, kill * ITEMS / (KILLS + 1));
        run.signal("KILL").await();
      }
    }
    Run last = app.run("fix", "count-up", "--micros", "500").succeeds();

    assertThat(last.err()).contains("Going on with run 1, which died");
    assertEachCountedOnce();
    assertThat(
            database.query(
                "select status || ' ' || processed from admin_run where task = 'count-up'"))
        .isEqualTo("DONE " + ITEMS);
    assertThat(app.run("fix", "count-up", "--micros", "500").succeeds().err())
        .contains("Nothing to do: run 1 did this");
  }

  @Test
  void workersOfTwoProcessesShareARunAndOneOfThemMayDie() throws SQLException {
    database.execute(
        "insert into counter (id) select i from generate_series(" + (ITEMS + 1) + ", 30000) i");
    String[] command = {"fix", "count-up", "--micros", "600", "--workers", "2"};
    String[] joining = {"fix", "count-up", "--micros", "600", "--workers", "2", "--join"};
    try (Run first = app.start(command)) {
      awaitSome(first, 0);
      try (Run second = app.start(joining).awaitErr("Joining run 1")) {
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () ->
                    Long.parseLong(
                            database.query("select count(distinct worker) from admin_run_chunk"))
                        > 1);
        first.signal("KILL").await();
        second.await().succeeds();
      }
    }
    assertEachCountedOnce();
  }

  @Test
  void ofTwoStartsAtOnceOneWorksAndTheOtherIsToldSo() throws SQLException {
    List<Run> runs =
        IntStream.range(0, 2)
            .mapToObj(i -> app.start("fix", "count-up", "--micros", MICROS))
            .toList();
    runs.forEach(Run::await);

    assertThat(runs.stream().map(Run::code)).containsExactlyInAnyOrder(0, 75);
    assertEachCountedOnce();
  }

  @Test
  void asksOfOtherProcessesAreHeardWithinSeconds() throws SQLException {
    try (Run run = app.start("fix", "count-up", "--micros", MICROS)) {
      awaitSome(run, 0);
      assertThat(app.run("runs", "pause", "1").succeeds().err()).contains("Run 1 is paused");
      long paused = counted();
      await().atMost(Duration.ofMinutes(1)).until(() -> connectionsOf("fix count-up") == 0);
      app.run("fix", "count-up", "--micros", MICROS).failsWith(75, "Run 1 is paused");
      assertThat(counted()).isEqualTo(paused);
      assertThat(app.run("runs", "resume", "1").succeeds().err())
          .contains("Run 1 goes on in its own process");
      awaitSome(run, paused);
      assertThat(app.run("runs", "cancel", "1").succeeds().err()).contains("Run 1 is cancelled");
      run.await().endsWith(3);
      assertThat(run.err()).contains("Paused, with", "Going on.", "Run 1 was cancelled");
    }
    app.run("runs", "resume", "1").failsWith(3, "Run 1 is at its end: it is cancelled");
  }

  @Test
  void aSignalStopsItAfterTheBatchAndTheSameCommandGoesOn() throws SQLException {
    try (Run run = app.start("fix", "count-up", "--micros", MICROS)) {
      awaitSome(run, 0);
      run.signal("TERM").await().failsWith(75, "Interrupted, with", "goes on from there");
    }
    assertThat(database.query("select status from admin_run where id = 1"))
        .isEqualTo("INTERRUPTED");
    app.run("fix", "count-up", "--poison", "1")
        .failsWith(3, "Run 1 of count-up with other arguments");
    assertThat(app.run("runs", "resume", "1").succeeds().err()).contains("Going on with run 1");
    assertEachCountedOnce();
  }

  @Test
  void aPostgresqlThatRestartsInTheMiddleIsWaitedFor() throws SQLException {
    try (Run run = app.start("fix", "count-up", "--micros", MICROS)) {
      awaitSome(run, 0);
      TestPostgres.restart();
      run.await().succeeds();
      assertThat(run.err()).contains("The database is back; going on.");
    }
    assertEachCountedOnce();
  }

  @Test
  void aFrozenProcessIsTakenOverAndWhenItWakesUpNothingIsDoneTwice() throws SQLException {
    String[] command = {"fix", "count-up", "--micros", MICROS};
    try (Run frozen = app.start(command)) {
      awaitSome(frozen, 0);
      frozen.signal("STOP");
      long before = counted();
      await().atMost(Duration.ofMinutes(1)).until(() -> locksOf("fix count-up") == 0);
      try (Run next = app.start(command)) {
        awaitSome(next, before);
        // It holds a batch in its hands, whose items it thinks its own.
        frozen.signal("CONT").await().succeeds();
        next.await().succeeds();
        assertThat(next.err()).contains("Going on with run 1, which died").doesNotContain("Set");
      }
      assertThat(frozen.err()).contains("going on");
    }
    assertEachCountedOnce();
  }

  @Test
  void badItemsAreSetAsideAndTriedAgain() throws SQLException {
    Run run = app.run("fix", "count-up", "--poison", "17,1801,5999").endsWith(4);

    assertThat(run.err())
        .contains("Set aside 1801: IllegalStateException: Counter 1801 is stuck.", "3 set aside");
    assertThat(
            database.query("select string_agg(id::text, ',' order by id) from counter where n = 0"))
        .isEqualTo("17,1801,5999");
    assertThat(app.run("runs", "show", "1").succeeds().out()).contains("Counter 5999 is stuck.");
    database.execute("update counter set note = 'mended' where id in (17, 5999)");
    app.run("runs", "retry", "1").endsWith(4);
    database.execute("update counter set note = 'mended' where id = 1801");
    app.run("runs", "retry", "1").succeeds();
    assertThat(app.run("runs", "retry", "1").succeeds().err()).contains("Nothing to do");
    assertEachCountedOnce();
  }

  @Test
  void tooManyBadItemsEndTheRunAndAHigherLimitGoesOn() throws SQLException {
    app.run("fix", "count-up", "--poison", "1,2,3,4", "--max-errors", "2")
        .failsWith(1, "More items failed than --max-errors allows");
    app.run("fix", "count-up", "--poison", "1,2,3,4").endsWith(4);
    assertThat(database.query("select count(*) from counter where n <> 1")).isEqualTo("4");
  }

  @Test
  void aDryRunShowsWhatWouldChangeAndLeavesNoTrace() throws SQLException {
    Run run =
        app.run("fix", "count-up", "--dry-run", "--format", "csv", "--poison", "3").endsWith(4);

    assertThat(run.out()).startsWith("item,column,before,after\n1,n,0,1\n2,n,0,1\n4,n,0,1\n");
    assertThat(run.err())
        .contains(
            String.format(
                Locale.ROOT,
                "Of %,d items 1 would fail; %,d rows would change, and 0 would be deleted.",
                ITEMS,
                ITEMS - 1));
    assertThat(counted()).isZero();
    assertThat(
            database.query("select count(*) from admin_run_error")
                + database.query("select count(*) from admin_run_undo"))
        .isEqualTo("00");
    app.run("fix", "greet-readers", "--dry-run")
        .failsWith(3, "There is no dry run of greet-readers");
  }

  @Test
  void anUndoPutsBackWhatNobodyChangedSince() throws SQLException {
    app.run("fix", "count-all-up").succeeds();
    assertThat(database.query("select distinct note from counter where n = 1")).isEqualTo("why?1");
    database.execute("alter table counter add column added int default 5");
    database.execute("update counter set note = 'mine' where id in (7, 8)");
    Run undo = app.run("runs", "undo", "1").endsWith(4);

    assertThat(undo.err()).contains("Set aside 7: ", "2 set aside");
    assertThat(
            database.query(
                "select count(*) from counter where n = 0 and note is null and added = 5"))
        .isEqualTo(Integer.toString(ITEMS - 2));
    assertThat(database.query("select string_agg(note || n, ',') from counter where n = 1"))
        .isEqualTo("mine1,mine1");
  }

  @Test
  void aCleanupDeletesAndAnUndoBringsItBack() throws SQLException {
    App staging = app.with("ONEOFF_ENVIRONMENT", "staging");
    app.run("migrate", "environment", "staging", "--confirm", "test").succeeds();
    staging.run("cleanup", "purge-counters", "--below", "1001").failsWith(3, "--confirm staging");
    staging.run("cleanup", "purge-counters", "--below", "1001", "--confirm", "staging").succeeds();
    assertThat(database.query("select min(id) from counter")).isEqualTo("1001");
    staging.run("runs", "undo", "2", "--confirm", "staging").succeeds();
    assertThat(database.query("select count(*) from counter")).isEqualTo(Integer.toString(ITEMS));
  }

  @Test
  void keysOfTwoColumnsAndUuidsAreGoneThroughOnce() throws SQLException {
    database.execute(
        "insert into copy (book_id, number) select i / 100, i % 100 from generate_series(1, 1500) i");
    database.execute(
        "insert into reader (id) select gen_random_uuid() from generate_series(1, 300)");
    app.run("fix", "lend-copies").succeeds();
    app.run("fix", "greet-readers").succeeds();

    assertThat(database.query("select count(*) from copy where not lent")).isEqualTo("0");
    assertThat(database.query("select count(*) from reader where greeting is null")).isEqualTo("0");
  }

  private void awaitSome(Run run, long more) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(20 + ThreadLocalRandom.current().nextInt(50)))
        .until(() -> counted() > more || !run.isAlive());
    assertThat(run.isAlive()).as(run.err()).isTrue();
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
