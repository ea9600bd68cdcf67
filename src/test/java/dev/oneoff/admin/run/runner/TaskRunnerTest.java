package dev.oneoff.admin.run.runner;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.oneoff.QuarkusDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.record.RecordedWords;
import dev.oneoff.admin.cli.record.Recorder;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.RunRequest;
import dev.oneoff.admin.ledger.TaskRuns;
import dev.oneoff.admin.migrate.Migrations;
import dev.oneoff.admin.run.index.TaskBeans;
import dev.oneoff.admin.run.index.TaskIndex;
import dev.oneoff.admin.run.index.TaskKind;
import dev.oneoff.admin.run.index.TaskType;
import dev.oneoff.admin.task.Assignment;
import dev.oneoff.admin.task.BatchCleanup;
import dev.oneoff.admin.task.BulkFix;
import dev.oneoff.admin.task.Cleanup;
import dev.oneoff.admin.task.Cursor;
import dev.oneoff.admin.task.DataFix;
import dev.oneoff.admin.task.Items;
import dev.oneoff.admin.task.Row;
import dev.oneoff.admin.task.Task;
import dev.oneoff.orders.Customer;
import dev.oneoff.orders.Order;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does with each kind of items and of task; how it dies, {@code TaskRunIT} tries. */
@QuarkusTest
class TaskRunnerTest {

  private static final int ITEMS = 250;

  /** A fix as a test needs it at the moment. */
  private record Fix(Items<Row> items, Set<String> poison, List<String> done)
      implements DataFix<Row> {

    Fix(Items<Row> items) {
      this(items, new HashSet<>(), new ArrayList<>());
    }

    @Override
    public void process(Row row) {
      String name = String.valueOf(row.text("name"));
      if (poison.contains(name)) {
        throw new IllegalStateException(name + " is bad.");
      }
      done.add(name);
    }
  }

  /** What an author says of a task that does more than its transaction. */
  private record SendsMail() implements Task {

    @Override
    public String description() {
      return "Sends mail.";
    }

    @Override
    public String deleteBy() {
      return "";
    }

    @Override
    public boolean undo() {
      return true;
    }

    @Override
    public boolean effectsOutsideTheDatabase() {
      return true;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return Task.class;
    }
  }

  @Inject TaskApplication application;
  @Inject TaskBeans beans;
  @Inject AgroalDataSource dataSource;

  @TempDir Path directory;

  private final TestConsole console = TestConsole.unattended();
  private Invocation invocation = console.invocation();
  // No test's run goes on with another one's.
  private final String name = "fix-" + UUID.randomUUID();
  private Database database;

  @BeforeEach
  void theToolkitsTablesAreThere() throws Exception {
    Settings quarkus = new Settings(ConfigProvider.getConfig());
    database = QuarkusDatabase.of("test");
    new Migrations(quarkus, database.dataSource()).apply(() -> {}, sentence -> {}, () -> {});
  }

  @Test
  void aQuerysRowsAreProcessedInKeyOrder() throws Exception {
    Fix fix =
        new Fix(
            Items.ofSelect(
                "select i as a, i % 7 as b, 'item ' || i as name from generate_series(1, "
                    + ITEMS
                    + ") i where i <> ?",
                "b, a",
                3));

    assertThat(run(fix)).isEqualTo(ExitCode.DONE);
    assertThat(fix.done())
        .hasSize(ITEMS - 1)
        .doesNotHaveDuplicates()
        .startsWith("item 7", "item 14")
        .endsWith("item 244");
  }

  @Test
  void aFilesLinesAreProcessedAndABadOneIsRetriedAlone() throws Exception {
    List<String> lines = new ArrayList<>(List.of("name,\"a, b\""));
    IntStream.rangeClosed(1, ITEMS).forEach(i -> lines.add("line " + i + ",\"x\ny\""));
    Fix fix = new Fix(Items.ofCsv(Files.write(directory.resolve("items.csv"), lines)));
    fix.poison().addAll(List.of("line 99", "line 7"));

    assertThat(run(fix)).isEqualTo(ExitCode.INCOMPLETE);
    long failed = lastRun();
    fix.poison().remove("line 99");
    fix.done().clear();
    assertThat(runner().retry(order(fix), failed)).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(fix.done()).containsExactly("line 99");
    fix.poison().clear();
    assertThat(runner().retry(order(fix), failed)).isEqualTo(ExitCode.DONE);
    assertThat(fix.done()).containsExactly("line 99", "line 7");

    assertThat(runner().retry(order(fix), failed)).isEqualTo(ExitCode.DONE);
    assertThat(console.talk()).contains("Nothing to do: no item of run " + failed);
    assertThat(fix.done()).hasSize(2);
  }

  @Test
  void failingEntitiesAreSetAsideAndRetriedWhileTheRestOfTheirBatchIsDoneOnce() throws Exception {
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      all.add(customer("Bad or not", "1", "2026-01-01"));
    }
    // The first, the last, and one in the middle of a batch.
    Set<Long> bad = new HashSet<>(List.of(all.get(0), all.get(180), all.get(ITEMS - 1)));
    DataFix<Customer> fix =
        new DataFix<>() {
          @Override
          public Items<Customer> items() {
            return Items.of(Customer.class, "name = ?1", "Bad or not");
          }

          @Override
          public void process(Customer customer) {
            customer.phone += "1";
            if (bad.contains(customer.id)) {
              throw new IllegalStateException("Customer " + customer.id + " is stuck.");
            }
          }
        };
    String phones =
        "select string_agg(phone || ' ' || n, ', ' order by phone) from (select phone, count(*) as n"
            + " from customers where name = 'Bad or not' group by phone) phones";

    assertThat(runner().run(order(fix))).isEqualTo(ExitCode.INCOMPLETE);
    long failed = lastRun();

    String stuck = "IllegalStateException: Customer " + all.get(180) + " is stuck.";
    assertThat(console.talk()).contains("Set aside " + all.get(180) + ": " + stuck, "3 set aside");
    assertThat(
            query(
                "select string_agg(error, ', ') from admin_run_error where run_id = "
                    + failed
                    + " and item_key = '[\""
                    + all.get(180)
                    + "\"]'"))
        .isEqualTo(stuck);
    assertThat(query(phones)).isEqualTo("1 3, 11 " + (ITEMS - 3));
    bad.clear();
    assertThat(runner().retry(order(fix), failed)).isEqualTo(ExitCode.DONE);
    assertThat(query(phones)).isEqualTo("11 " + ITEMS);
    execute("delete from customers where name = 'Bad or not'");
  }

  @Test
  void aMissingFileIsReported() {
    assertThatThrownBy(() -> run(new Fix(Items.ofCsv(directory.resolve("none.csv")))))
        .is(because(Cause.USAGE));
    // The right command line is not in its way.
    assertThatCode(() -> run(new Fix(Items.by((key, limit) -> List.of()))))
        .doesNotThrowAnyException();
  }

  @Test
  void aBrokenFileEndsTheRunWithoutBlamingAnItem() throws Exception {
    Path file = Files.writeString(directory.resolve("items.csv"), "name,b\n1,2\n3\n");

    assertThatThrownBy(() -> run(new Fix(Items.ofCsv(file))))
        .is(because(Cause.FAILED))
        .hasMessageContaining("cannot be read");
  }

  @Test
  void aCustomCursorMayReturnLessThanRequested() throws Exception {
    Cursor<Row> cursor =
        (key, limit) -> {
          int next = key == null ? 1 : Integer.parseInt(key) + 1;
          return IntStream.range(next, Math.min(next + 7, ITEMS + 1))
              .mapToObj(
                  i ->
                      new Cursor.Position<>(
                          Integer.toString(i), new Row(Map.<String, Object>of("name", i))))
              .toList();
        };
    Fix fix = new Fix(Items.by(cursor));

    assertThat(run(fix)).isEqualTo(ExitCode.DONE);
    assertThat(fix.done()).hasSize(ITEMS).doesNotHaveDuplicates().endsWith("250");
  }

  @Test
  void unreadableItemsEndTheRun() {
    assertThatThrownBy(() -> run(new Fix(Items.ofTable("nowhere", "id", ""))))
        .hasMessageContaining("nowhere");
  }

  @Test
  void rowsThatCannotBeDeletedEndTheRunAndAreNotCountedAsDone() throws Exception {
    Cleanup<Row> cleanup =
        () -> Items.ofSelect("select i as id from generate_series(1, 9) i", "id");

    assertThatThrownBy(() -> runner().run(order(cleanup)))
        .is(because(Cause.FAILED))
        .hasMessageContaining("Items.ofTable");
    assertThat(query("select status from admin_run where id = " + lastRun())).isEqualTo("FAILED");
  }

  @Test
  void aBatchCleanupIsRepeatedUntilNothingIsLeftAndHasNoDryRun() throws Exception {
    int[] left = {1234};
    BatchCleanup cleanup =
        limit -> {
          int deleted = Math.min(limit, left[0]);
          left[0] -= deleted;
          return deleted;
        };

    assertThatThrownBy(() -> dryRun(order(cleanup))).is(because(Cause.REFUSED));
    assertThat(runner().run(order(cleanup))).isEqualTo(ExitCode.DONE);
    assertThat(left[0]).isZero();
    assertThat(console.talk()).contains("1,234 items done");
  }

  @Test
  void cascadingDeletesGoWithAnEntity() throws Exception {
    long order = orderWithALine();
    Cleanup<Order> cleanup = () -> Items.of(Order.class, "id = ?1", order);

    assertThat(runner().run(order(cleanup))).isEqualTo(ExitCode.DONE);
    assertThat(query("select count(*) from order_lines where order_id = " + order)).isEqualTo("0");
    assertThat(query("select count(*) from orders where id = " + order)).isEqualTo("0");
  }

  @Test
  void theServicesTasksDoWhatTheySay() throws Exception {
    long id = customer("Ada Lövelace", "01 2-3", "2001-01-01");
    long twin = customer("Ada Lövelace", "456", "2001-01-01");
    long buyer = customer("Ada Byron", "7", "2001-01-01");
    execute(
        "insert into orders values (nextval('orders_seq') * 50, "
            + buyer
            + ", 'PAID', now(), now(), 0)");

    assertThat(runner().run(order("backfill-slugs"))).isEqualTo(ExitCode.DONE);
    assertThat(query("select slug from customers where id = " + id)).isEqualTo("ada-lovelace");
    assertThat(query("select slug from customers where id = " + twin))
        .isEqualTo("ada-lovelace-" + twin);
    assertThat(runner().run(order("normalize-phones"))).isEqualTo(ExitCode.DONE);
    assertThat(query("select phone from customers where id = " + id)).isEqualTo("0123");
    assertThat(runner().run(order("purge-idle-customers"))).isEqualTo(ExitCode.DONE);
    assertThat(query("select string_agg(id::text, ',') from customers where name like 'Ada %'"))
        .isEqualTo(Long.toString(buyer));
  }

  @Test
  void aFinishedRunIsNotRepeated() throws Exception {
    Fix fix = new Fix(Items.ofSelect("select i as name from generate_series(1, 9) i", "name"));

    assertThat(run(fix)).isEqualTo(ExitCode.DONE);
    assertThat(run(fix)).isEqualTo(ExitCode.DONE);

    assertThat(fix.done()).hasSize(9);
    assertThat(console.talk()).contains("Nothing to do: run " + lastRun() + " did this");
  }

  @Test
  void tooManyBadItemsEndTheRunAndAHigherLimitResumesIt() throws Exception {
    Fix fix = new Fix(Items.ofSelect("select i as name from generate_series(1, 99) i", "name"));
    fix.poison().addAll(List.of("1", "2", "3", "4"));
    RunOptions low = new RunOptions(1, false, false, 2, RunOptions.DEFAULT.targetBatchTime());

    assertThatThrownBy(() -> runner().run(order(fix, said(), low)))
        .is(because(Cause.FAILED))
        .hasMessageContaining("More items failed than --max-errors allows");
    assertThat(run(fix)).isEqualTo(ExitCode.INCOMPLETE);

    assertThat(fix.done()).hasSize(95).doesNotHaveDuplicates();
    assertThat(query("select count(*) from admin_run where task = '" + name + "'")).isEqualTo("1");
  }

  @Test
  void aDryRunShowsWhatWouldChangeAndLeavesNoTrace() throws Exception {
    long first = customer("Dry", "1", "2026-01-01");
    long bad = customer("Dry and bad", "2", "2026-01-01");
    long last = customer("Dry", "3", "2026-01-01");
    DataFix<Customer> fix =
        new DataFix<>() {
          @Override
          public Items<Customer> items() {
            return Items.of(Customer.class, "id in (?1, ?2, ?3)", first, bad, last);
          }

          @Override
          public void process(Customer customer) {
            customer.slug = "dry";
            if (customer.id == bad) {
              throw new IllegalStateException("Customer " + bad + " is stuck.");
            }
          }
        };
    String kept =
        "select (select count(*) from admin_run_error) || ' ' || count(*) from admin_run_undo";
    String before = query(kept);

    assertThat(dryRun(order(fix))).isEqualTo(ExitCode.INCOMPLETE);

    assertThat(console.data())
        .isEqualTo("item,column,before,after\n%d,slug,,dry\n%d,slug,,dry\n".formatted(first, last));
    assertThat(console.talk())
        .contains("Of 3 items 1 would fail; 2 rows would change, and 0 would be deleted.");
    assertThat(query("select count(*) from customers where slug = 'dry'")).isEqualTo("0");
    assertThat(query(kept)).isEqualTo(before);
  }

  @Test
  void aDryRunIsRecordedWithItsCountsAndLog() throws Exception {
    Fix fix = new Fix(Items.ofSelect("select i as name from generate_series(1, 9) i", "name"));
    fix.poison().add("3");

    recorded(false, () -> dryRun(order(fix)));

    assertThat(
            query(
                "select concat_ws(' | ', command, dry_run, status, exit_code, processed, failed, message)"
                    + " from admin_run where id = "
                    + lastRun()))
        .isEqualTo(
            "fix "
                + name
                + " | t | INCOMPLETE | 4 | 8 | 1 | Nothing was changed: this was a dry run. Of 9"
                + " items"
                + " 1 would fail; 0 rows would change, and 0 would be deleted.");
    assertThat(query("select count(*) from admin_run_log where run_id = " + lastRun()))
        .isEqualTo("2");
  }

  @Test
  void aDryRunIsCancelledByAnotherProcess() throws Exception {
    List<String> done = new ArrayList<>();
    DataFix<Row> fix =
        new DataFix<>() {
          @Override
          public Items<Row> items() {
            return Items.ofSelect("select i as id from generate_series(1, 30000) i", "id");
          }

          @Override
          public void process(Row row) throws Exception {
            if (done.isEmpty()) {
              new TaskRuns(database).ask(lastRun(), RunRequest.CANCEL);
              await().until(() -> invocation.control().asked());
            }
            done.add(String.valueOf(row.text("id")));
          }
        };

    assertThatThrownBy(() -> recorded(false, () -> dryRun(order(fix))))
        .is(because(Cause.REFUSED))
        .hasMessageContaining("was cancelled, with ");

    assertThat(done).hasSizeLessThan(30_000);
    assertThat(query("select status || ' ' || exit_code from admin_run where id = " + lastRun()))
        .isEqualTo("CANCELLED 3");
  }

  @Test
  void aRequiredReleaseThatIsNotRunningOpensNoRun() throws Exception {
    Fix fix = new Fix(Items.ofSelect("select i as name from generate_series(1, 9) i", "name"));
    execute(
        "insert into admin_server (id, release, java, host, process, configuration, settings)"
            + " values (gen_random_uuid(), 'another 1.0', '17', 'elsewhere', 1, '', '{}')");
    try {
      assertThatThrownBy(() -> recorded(true, () -> run(fix)))
          .is(because(Cause.REFUSED))
          .hasMessageEndingWith("and the running servers have another 1.0.");
      assertThat(query("select count(*) from admin_run where task = '" + name + "'"))
          .isEqualTo("0");

      recorded(false, () -> run(fix));

      assertThat(query("select text from admin_run_log where run_id = " + lastRun() + " limit 1"))
          .startsWith("warning: This is ");
    } finally {
      execute("delete from admin_server where release = 'another 1.0'");
    }
  }

  private void recorded(boolean requireSameRelease, Callable<ExitCode> work) throws Exception {
    new Recorder(
            console.console(),
            invocation.interruption(),
            database,
            new RecordedWords(
                "fix " + name,
                Optional.of(name),
                List.of(),
                true,
                Optional.empty(),
                true,
                true,
                true,
                requireSameRelease,
                false))
        .record(
            its -> {
              invocation = its;
              return work.call();
            });
  }

  @Test
  void effectsOutsideTheDatabaseHaveNoDryRun() {
    Fix fix = new Fix(Items.ofSelect("select i as name from generate_series(1, 9) i", "name"));

    assertThatThrownBy(() -> dryRun(order(fix, new SendsMail(), RunOptions.DEFAULT)))
        .is(because(Cause.REFUSED))
        .hasMessageContaining("There is no dry run of " + name);
    assertThat(fix.done()).isEmpty();
  }

  @Test
  void anUndoRestoresWhatNobodyHasChangedSince() throws Exception {
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(customer("Undone", "" + i, "2026-01-01"));
    }
    BulkFix<Customer> fix =
        new BulkFix<>() {
          @Override
          public Items<Customer> items() {
            return Items.of(Customer.class, "id between ?1 and ?2", all.get(0), all.get(4));
          }

          @Override
          public Assignment assignment() {
            return Assignment.set("slug = concat('why?1', cast(id as String)), name = ?1", "Done");
          }
        };
    assertThat(runner().run(order(fix))).isEqualTo(ExitCode.DONE);
    long undone = lastRun();
    String undoneRows =
        "select string_agg(id || name || coalesce(slug, '-') || added, ' ' order by id) from"
            + " customers where name in ('Done', 'Mine', 'Undone')";
    execute("alter table customers add column added int default 5");
    try {
      execute(
          "update customers set name = 'Mine' where id in ("
              + all.get(1)
              + ", "
              + all.get(3)
              + ")");
      assertThat(runner().undo(new Ledger(database).get(undone), RunOptions.DEFAULT))
          .isEqualTo(ExitCode.INCOMPLETE);

      assertThat(console.talk()).contains("Set aside " + all.get(1) + ": ", "2 set aside");
      assertThat(query(undoneRows))
          .isEqualTo(
              "%1$dUndone-5 %2$dMinewhy?1%2$d5 %3$dUndone-5 %4$dMinewhy?1%4$d5 %5$dUndone-5"
                  .formatted(all.toArray()));
    } finally {
      execute("alter table customers drop column added");
    }
  }

  @Test
  void anUndoRestoresWhatACleanupDeleted() throws Exception {
    String id =
        query(
            "insert into products values (nextval('products_seq') * 50, gen_random_uuid(), 'Tea',"
                + " 1) returning id");
    Cleanup<Row> cleanup = () -> Items.ofTable("products", "id", "id = ?", Long.valueOf(id));
    String row = query("select p::text from products p where id = " + id);

    assertThat(runner().run(order(cleanup))).isEqualTo(ExitCode.DONE);
    assertThat(query("select count(*) from products where id = " + id)).isEqualTo("0");
    assertThat(runner().undo(new Ledger(database).get(lastRun()), RunOptions.DEFAULT))
        .isEqualTo(ExitCode.DONE);

    assertThat(query("select p::text from products p where id = " + id)).isEqualTo(row);
  }

  private ExitCode dryRun(TaskOrder order) throws Exception {
    return new DryRun(database, application, invocation).run(order, Format.CSV);
  }

  private ExitCode run(Fix fix) throws Exception {
    return runner().run(order(fix));
  }

  private TaskRunner runner() {
    return new TaskRunner(database, application, invocation);
  }

  private TaskOrder order(Object task) {
    return order(task, said(), RunOptions.DEFAULT);
  }

  private static Task said() {
    Class<?> example = TaskIndex.read().find("backfill-slugs").orElseThrow().type();
    return example.getAnnotation(Task.class);
  }

  private TaskOrder order(Object task, Task said, RunOptions options) {
    return new TaskOrder(TaskKind.FIX, name, said, () -> task, List.of(), "none", options);
  }

  private TaskOrder order(String task) {
    TaskType type = TaskIndex.read().find(task).orElseThrow();
    return new TaskOrder(
        type.kind(),
        task,
        type.type().getAnnotation(Task.class),
        () -> beans.create(type),
        List.of(),
        "none",
        RunOptions.DEFAULT.doneAgain());
  }

  private long lastRun() throws SQLException {
    return Long.parseLong(query("select max(id) from admin_run where task = '" + name + "'"));
  }

  private long customer(String customerName, String phone, String signedUpOn) throws SQLException {
    return Long.parseLong(
        query(
            "insert into customers (id, name, email, phone, signed_up_on) values"
                + " (nextval('customers_seq') * 50, '"
                + customerName
                + "', gen_random_uuid() || '@example.com', '"
                + phone
                + "', '"
                + signedUpOn
                + "') returning id"));
  }

  private long orderWithALine() throws SQLException {
    long buyer = customer("Buyer", "1", "2026-01-01");
    long order =
        Long.parseLong(
            query(
                "insert into orders values (nextval('orders_seq') * 50, "
                    + buyer
                    + ", 'PLACED', now(), now(), 0) returning id"));
    long product =
        Long.parseLong(
            query(
                "insert into products values (nextval('products_seq') * 50, gen_random_uuid(),"
                    + " 'Tea', 1) returning id"));
    execute(
        "insert into order_lines values (nextval('order_lines_seq') * 50, "
            + order
            + ", "
            + product
            + ", 1, 1)");
    return order;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String query(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
