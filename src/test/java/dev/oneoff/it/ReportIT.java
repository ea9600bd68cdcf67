package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reports: whole or not at all, and however many rows they have. In which formats, and what shows
 * in each that broke off, {@code ReportRunsTest} shows.
 */
@Tag("one-java")
class ReportIT {

  @TempDir Path directory;

  private JarPostgres.Database database;

  /** The order service's own. */
  @Nested
  class OfTheService {

    private App app;

    @BeforeEach
    void orders() throws Exception {
      database = JarPostgres.migrated(App.packaged());
      app = App.packaged().on(database);
      database.execute(
          """
          insert into customers (id, name, email, signed_up_on) values (1, 'Ada <Lovelace>', 'ada@example.com', '2020-01-01');
          insert into products (id, sku, name, price) values (1, 'TEA', 'Tea', 4.50);
          insert into orders (id, customer_id, status, placed_at, updated_at)
            values (1, 1, 'PAID', '2020-01-31T12:00Z', now()), (2, 1, 'DELIVERED', '2020-03-01T00:00Z', now());
          insert into order_lines (id, order_id, product_id, quantity, unit_price)
            values (1, 1, 1, 2, 4.50), (2, 2, 1, 1, 5.00)
          """);
    }

    @Test
    void rowsArePrintedInTheRequestedFormatAndTheRunIsRecorded() throws Exception {
      assertThat(revenue("--format", "csv"))
          .isEqualTo("month,orders,revenue\n2020-01,1,9.00\n2020-02,0,0.00\n2020-03,1,5.00\n");
      assertThat(revenue("--html"))
          .contains("<h1>Revenue by month</h1>", "<dt>From</dt><dd>2020-01</dd>", "3 rows</p>")
          .contains("<dt>Environment</dt><dd>test</dd>", "<svg ");
      assertThat(
              database.query(
                  "select concat_ws(' ', command, arguments, status, exit_code, processed, environment)"
                      + " from admin_run where task = 'revenue-by-month' order by id desc"))
          .isEqualTo(
              "report revenue-by-month [\"--from=2020-01\",\"--html\",\"--to=2020-03\"] DONE 0 3 test");
    }

    @Test
    void aFilesExtensionSetsItsFormat() throws Exception {
      Path file = directory.resolve("revenue.html");
      assertThat(revenue("--output", file.toString())).isEmpty();
      assertThat(file).content().startsWith("<!doctype html>").endsWith("</html>\n");
      assertThat(files()).containsExactly("revenue.html");
    }

    @Test
    void anImpossiblePathIsReportedAtOnce() {
      app.run("report", "overdue-orders", "--output", directory.toString())
          .failsWith(78, " is a directory. Name a file in it.");
    }

    @Test
    void aFullDiskIsAFailureThatNamesTheFile() {
      assertThat(app.run("report", "overdue-orders", "--output", "/dev/full").endsWith(1).err())
          .contains("/dev/full is incomplete", "error: /dev/full cannot be written: No space left");
      assertThat(app.bash("$APP report overdue-orders > /dev/full").endsWith(1).err())
          .contains(
              "The output is incomplete: the report ended after 1 row.",
              "error: Standard output cannot be written");
      assertThat(Path.of("/dev/full"))
          .satisfies(full -> assertThat(Files.isRegularFile(full)).isFalse());
    }

    @Test
    void aSignalEndsItWhileTheDatabaseIsStillWorking() throws Exception {
      Path file = directory.resolve("overdue.csv");
      try (var holder = database.connect();
          var lock = holder.createStatement()) {
        holder.setAutoCommit(false);
        lock.execute("lock table orders in access exclusive mode");
        try (JarRun run = app.start("report", "overdue-orders", "--output", file.toString())) {
          await()
              .atMost(Duration.ofMinutes(1))
              .until(() -> waiting().equals("1") || !run.isAlive());
          run.signal("TERM").await().failsWith(75, "overdue.csv was not written", "Interrupted.");
        }
        assertThat(waiting()).isEqualTo("0");
      }
      assertThat(files()).isEmpty();
      assertThat(
              database.query(
                  "select status || ' ' || exit_code from admin_run where task is not null"))
          .isEqualTo("INTERRUPTED 75");
    }

    @Test
    void aLostConnectionMeansAnUnavailableDatabase() throws Exception {
      try (var holder = database.connect();
          var lock = holder.createStatement()) {
        holder.setAutoCommit(false);
        lock.execute("lock table orders in access exclusive mode");
        try (JarRun run = app.start("report", "overdue-orders")) {
          await()
              .atMost(Duration.ofMinutes(1))
              .until(() -> waiting().equals("1") || !run.isAlive());
          database.query(
              "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'oneoff report%' and wait_event_type = 'Lock'");
          run.await().failsWith(69, "The connection to the database was lost");
        }
      }
      assertThat(
              database.query(
                  "select status || ' ' || exit_code from admin_run where task is not null"))
          .isEqualTo("FAILED 69");
    }

    @Test
    void twoHundredThousandRowsPassThroughSixtyFourMegabytes() throws Exception {
      database.execute(
          """
          insert into orders (id, customer_id, status, placed_at, updated_at)
            select n, 1, 'PAID', '2020-01-01T00:00Z', now() from generate_series(10, 200000) n
          """);
      JarRun run = small(app).run("report", "overdue-orders", "--format", "csv").succeeds();
      assertThat(run.out().lines()).hasSize(1 + 1 + 199_991);
      assertThat(run.err()).isEqualTo("199,992 rows.\n");
    }

    @Test
    void aReaderThatStopsEarlyIsNotAFailure() throws Exception {
      database.execute(
          """
          insert into orders (id, customer_id, status, placed_at, updated_at)
            select n, 1, 'PAID', '2020-01-01T00:00Z', now() from generate_series(10, 50000) n
          """);
      JarRun head = app.bash("$APP report overdue-orders --format csv | head -n 1");
      assertThat(head.succeeds().out()).isEqualTo("order_id,customer,placed_at,days,total\n");
      assertThat(head.err()).isEmpty();
      assertThat(
              database.query(
                  "select status || ' ' || message from admin_run where task is not null"))
          .isEqualTo("DONE The output's reader closed it before the end.");
    }

    @Test
    void itIsRefusedWhereTheSchemaIsBehind() throws Exception {
      database.execute("delete from databasechangelog where id = '0004-order-lines'");
      app.run("report", "overdue-orders").failsWith(3, "Run 'migrate' first.");
    }

    private String revenue(String... options) {
      String[] all =
          Stream.concat(
                  Stream.of("report", "revenue-by-month", "--from", "2020-01", "--to", "2020-03"),
                  Stream.of(options))
              .toArray(String[]::new);
      return app.run(all).succeeds().out();
    }

    private String waiting() throws Exception {
      return database.query(
          "select count(*) from pg_stat_activity where application_name like 'oneoff report overdue-orders%' and wait_event_type = 'Lock'");
    }
  }

  /** One over entities, in a service that depends on the toolkit. */
  @Nested
  class OfAnotherService {

    private App library;

    @BeforeEach
    void shelf() throws Exception {
      database = JarPostgres.migrated(Library.app());
      library = Library.app().on(database);
    }

    @Test
    void aFailureHalfWayKeepsTheOldFile() throws Exception {
      books(5000);
      Path file = Files.writeString(directory.resolve("books.csv"), "former");
      library
          .run("report", "catalogue", "--output", file.toString(), "--fail-after", "3000")
          .failsWith(
              1,
              "books.csv was not written: the report ended after 3,000 rows.",
              "error: Unexpected IllegalStateException: The shelf broke.");
      assertThat(file).hasContent("former");
      assertThat(files()).containsExactly("books.csv");
    }

    @Test
    void aKillLeavesNoFileUnderTheFinalName() throws Exception {
      books(5000);
      Path file = directory.resolve("books.csv");
      Path gate = directory.resolve("gate");
      String[] waiting = {
        "report",
        "catalogue",
        "--output",
        file.toString(),
        "--wait-after",
        "3000",
        "--wait-for",
        gate.toString()
      };
      try (JarRun run = library.start(waiting).awaitErr("Waiting.")) {
        run.signal("KILL").await();
      }
      assertThat(file).doesNotExist();
      try (JarRun run = library.start(waiting).awaitErr("Waiting.")) {
        run.signal("TERM").await().endsWith(75);
        assertThat(run.err()).contains("books.csv was not written: the report ended after 3,000");
      }
      assertThat(file).doesNotExist();
      // Only what the kill left, which nobody takes for the file.
      assertThat(files()).hasSizeLessThanOrEqualTo(1).allMatch(name -> name.endsWith(".part"));
      Files.createFile(gate);
      library.run(waiting).succeeds();
      assertThat(file).content().hasLineCount(5001).startsWith("book_id,title,length,secret\n");
      assertThat(file).content().contains(",***\n").doesNotContain("hidden");
    }

    @Test
    void anAttemptToWriteIsRefused() throws Exception {
      library
          .run("report", "catalogue", "--write")
          .failsWith(
              3, "this one tried to write: cannot execute DELETE in a read-only transaction");
      assertThat(database.query("select count(*) from book")).isEqualTo("1");
    }

    @Test
    void twoHundredThousandEntitiesPassThroughSixtyFourMegabytes() throws Exception {
      books(200_000);
      Path page = directory.resolve("books.html");
      assertThat(
              small(library)
                  .run("report", "catalogue", "--output", page.toString())
                  .succeeds()
                  .err())
          .contains("200,000 rows.");
      assertThat(page).content().contains("One of 256 rows is drawn.", "200,000 rows</p>");
    }

    private void books(int count) throws Exception {
      database.execute(
          "insert into book select n, 'Book ' || n from generate_series(2, " + count + ") n");
    }
  }

  private static App small(App app) {
    return app.withJvmOption("-Xmx64m").withJvmOption("-XX:+UseSerialGC");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
