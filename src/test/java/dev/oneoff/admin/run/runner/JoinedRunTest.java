package dev.oneoff.admin.run.runner;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.QuarkusDatabase;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.migrate.Migrations;
import dev.oneoff.admin.run.index.TaskIndex;
import dev.oneoff.admin.run.index.TaskKind;
import dev.oneoff.admin.task.DataFix;
import dev.oneoff.admin.task.Items;
import dev.oneoff.admin.task.Row;
import dev.oneoff.admin.task.Task;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes that carry one run together: how they begin, and how one of them fails alone. */
@QuarkusTest
class JoinedRunTest {

  private static final int HELPERS = 8;
  private static final int ROUNDS = 5;

  // Several chunks.
  private static final int ITEMS = 25_000;

  /** A fix whose items are numbers, and which does with them as a test needs it. */
  private record Numbers(Consumer<Integer> each) implements DataFix<Row> {

    @Override
    public Items<Row> items() {
      return Items.ofSelect("select i as id from generate_series(1, " + ITEMS + ") i", "id");
    }

    @Override
    public void process(Row row) {
      each.accept(Integer.valueOf(String.valueOf(row.text("id"))));
    }
  }

  @Inject TaskApplication application;

  private final ExecutorService processes = Executors.newCachedThreadPool();
  private final Queue<Integer> done = new ConcurrentLinkedQueue<>();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private String name = "fix-" + UUID.randomUUID();
  private Database database;

  @BeforeEach
  void theToolkitsTablesAreThere() throws Exception {
    Settings quarkus = new Settings(ConfigProvider.getConfig());
    database = QuarkusDatabase.of("carrier");
    new Migrations(quarkus, database.dataSource()).apply(() -> {}, sentence -> {}, () -> {});
  }

  @AfterEach
  void endAll() {
    gate.countDown();
    processes.shutdownNow();
  }

  @Test
  void helpersThatStartTogetherShareTheWork() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      name = "fix-" + UUID.randomUUID();
      done.clear();
      CyclicBarrier start = new CyclicBarrier(HELPERS);
      List<Future<ExitCode>> codes = new ArrayList<>();
      for (int i = 0; i < HELPERS; i++) {
        codes.add(
            processes.submit(
                () -> {
                  start.await();
                  return run(database, () -> new Numbers(done::add));
                }));
      }
      for (Future<ExitCode> code : codes) {
        assertThat(code.get()).isEqualTo(ExitCode.DONE);
      }
      assertThat(done).hasSize(ITEMS).doesNotHaveDuplicates();
      assertThat(run("string_agg(status || ' ' || processed, ',')")).isEqualTo("DONE " + ITEMS);
      assertThat(query("select count(*) from admin_run_chunk where run_id = " + run("id")))
          .isEqualTo("3");
    }
  }

  @Test
  void aHelperThatCannotStartLeavesTheRunToTheOthers() throws Exception {
    Future<ExitCode> carrier = carry();
    assertThatThrownBy(
            () ->
                run(
                    database,
                    () -> {
                      throw AdminException.usage("The helper has no such file.");
                    }))
        .is(because(Cause.USAGE));
    assertItFailsWhenItsWorkerIsMade(new Numbers(done::add));
    assertThat(run("status")).isEqualTo("RUNNING");

    assertCarriedToTheEnd(carrier);
  }

  @Test
  void aHelperWithALowerLimitOfFailuresLeavesTheRunToTheOthers() throws Exception {
    Future<ExitCode> carrier = carry();
    Numbers failing =
        new Numbers(
            number -> {
              throw new IllegalStateException("The helper knows no " + number + ".");
            });

    assertThatThrownBy(() -> run(database, () -> failing))
        .is(because(Cause.FAILED))
        .hasMessageContaining("--max-errors");
    assertThat(run("status")).isEqualTo("RUNNING");
    gate.countDown();

    assertThat(carrier.get()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(run("status || ' ' || failed")).isEqualTo("INCOMPLETE 101");
    assertThat(done).hasSize(ITEMS - 101).doesNotHaveDuplicates();
  }

  @Test
  void aHelperWhoseConnectionsAreCutComesBackOrFindsTheRunDone() throws Exception {
    Future<ExitCode> carrier = carry();
    CountDownLatch helping = new CountDownLatch(1);
    Future<ExitCode> helper =
        processes.submit(
            () ->
                run(
                    QuarkusDatabase.of("helper"),
                    () ->
                        new Numbers(
                            number -> {
                              helping.countDown();
                              pass();
                            })));
    helping.await();
    // Its work is on the pool's connections that bear its name, and its life on one of its own.
    assertThat(
            query(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname ="
                    + " current_database() and application_name like 'oneoff helper%'"))
        .isNotEqualTo("0");
    gate.countDown();

    assertThat(carrier.get()).isEqualTo(ExitCode.DONE);
    assertThat(helper.get()).isEqualTo(ExitCode.DONE);
    assertThat(run("status || ' ' || processed")).isEqualTo("DONE " + ITEMS);
  }

  @Test
  void theLastHelperThatFailsEndsTheRunAsFailed() throws Exception {
    assertItFailsWhenItsWorkerIsMade(new Numbers(number -> {}));

    assertThat(run("status")).isEqualTo("FAILED");
    assertThat(run(database, () -> new Numbers(done::add))).isEqualTo(ExitCode.DONE);
    assertThat(run("status || ' ' || processed || coalesce(message, '')"))
        .startsWith("DONE " + ITEMS);
  }

  // One that stands still in its first item, so that others join it.
  private Future<ExitCode> carry() throws InterruptedException {
    Future<ExitCode> carrier =
        processes.submit(
            () ->
                run(
                    database,
                    () ->
                        new Numbers(
                            number -> {
                              entered.countDown();
                              pass();
                              done.add(number);
                            })));
    entered.await();
    return carrier;
  }

  private void assertCarriedToTheEnd(Future<ExitCode> carrier) throws Exception {
    gate.countDown();
    assertThat(carrier.get()).isEqualTo(ExitCode.DONE);
    assertThat(done).hasSize(ITEMS).doesNotHaveDuplicates();
    assertThat(run("status || ' ' || processed")).isEqualTo("DONE " + ITEMS);
  }

  // After the work was divided, that is.
  private void assertItFailsWhenItsWorkerIsMade(Numbers task) {
    int[] made = new int[1];
    assertThatThrownBy(
            () ->
                run(
                    database,
                    () -> {
                      if (made[0]++ > 0) {
                        throw new IllegalStateException("There is no such class.");
                      }
                      return task;
                    }))
        .hasMessageContaining("no such class");
  }

  private void pass() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private ExitCode run(Database process, Supplier<Object> task) throws Exception {
    Class<?> example = TaskIndex.read().find("backfill-slugs").orElseThrow().type();
    return new TaskRunner(process, application, TestConsole.unattended().invocation())
        .run(
            new TaskOrder(
                TaskKind.FIX,
                name,
                example.getAnnotation(Task.class),
                task,
                List.of(),
                "none",
                RunOptions.DEFAULT.joining(true)));
  }

  private String run(String columns) throws SQLException {
    return query("select " + columns + " from admin_run where task = '" + name + "'");
  }

  private String query(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
