package dev.oneoff.admin.run.report;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.option.OutputOption;
import dev.oneoff.admin.cli.output.Output;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.migrate.Migrations;
import dev.oneoff.admin.task.Chart;
import dev.oneoff.admin.task.Report;
import dev.oneoff.orders.Product;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReportRunsTest {

  record Row(long n, String text) {}

  /** A report as a test needs it at the moment. */
  private record Given(Supplier<Stream<Row>> supplier) implements Report<Row> {
    @Override
    public Stream<Row> rows() {
      return supplier.get();
    }
  }

  record Month(YearMonth month, int orders, BigDecimal revenue) {}

  /** One with a chart. */
  @Chart(kind = Chart.Kind.LINE, x = "month", y = "revenue")
  private record Revenue(int count, int failsAt) implements Report<Month> {

    static final Revenue WHOLE = new Revenue(3, Integer.MAX_VALUE);

    @Override
    public Stream<Month> rows() {
      return IntStream.range(0, count).mapToObj(this::month);
    }

    private Month month(int number) {
      if (number == failsAt) {
        throw new IllegalStateException("The till broke.");
      }
      return new Month(YearMonth.of(2020, 1).plusMonths(number), 1, new BigDecimal("9.00"));
    }
  }

  @Inject ReportRuns runs;
  @Inject AgroalDataSource dataSource;
  @Inject Session session;

  private final Database database =
      new Database(new Settings(ConfigProvider.getConfig()), "test", sentence -> {});
  private final TestConsole console = TestConsole.unattended();

  @BeforeEach
  void theToolkitsTablesAreThere() throws Exception {
    new Migrations(database.settings(), database.dataSource())
        .apply(() -> {}, sentence -> {}, () -> {});
  }

  @Test
  void rowsArePrintedAndCounted() throws Exception {
    run(() -> Stream.of(new Row(1, "one"), new Row(2, "two")));

    assertThat(console.data()).isEqualTo("n,text\n1,one\n2,two\n");
    assertThat(console.talk()).isEqualTo("2 rows.\n");
  }

  @Test
  void everythingReadIsOfOneSnapshotWhileOthersWrite() throws Exception {
    String sku = product();
    run(
        () -> {
          long before = Product.count("sku", sku);
          write("delete from products where sku = '" + sku + "'");
          return Stream.of(
              new Row(before, "first"),
              new Row(Product.count("sku", sku), "entities"),
              new Row(counted(sku), "by hand"),
              new Row(QuarkusTransaction.joiningExisting().call(() -> counted(sku)), "a bean"));
        });

    assertThat(console.data()).isEqualTo("n,text\n1,first\n1,entities\n1,by hand\n1,a bean\n");
  }

  @Test
  void itsSessionHasItsNameAndNoticesALostClient() throws Exception {
    run(
        () ->
            Stream.of(
                new Row(0, single("select current_setting('application_name')")),
                new Row(0, single("select current_setting('client_connection_check_interval')")),
                new Row(0, single("select current_setting('transaction_isolation')"))));

    assertThat(console.data()).contains("oneoff test ", "1s", "repeatable read");
  }

  @Test
  void everyAttemptToWriteIsRefused() throws SQLException {
    String insert = "insert into products (id, sku, name, price) values (-1, 'x', 'x', 1)";
    assertRefused(() -> execute(insert));
    assertRefused(
        () -> {
          Product.update("name = 'x' where id = -1");
          return Stream.empty();
        });
    assertRefused(
        () -> {
          tea("SKU-0").persistAndFlush();
          return Stream.empty();
        });
    assertRefused(() -> QuarkusTransaction.requiringNew().call(() -> execute(insert)));
    assertRefused(() -> QuarkusTransaction.suspendingExisting().call(() -> execute(insert)));
    assertThatThrownBy(() -> run(() -> execute("set transaction read write")))
        .hasMessageContaining("must be set before any query");
  }

  @Test
  void aChangedEntityIsNotSaved() throws Exception {
    String sku = product();
    run(
        () -> {
          Product product = Product.find("sku", sku).firstResult();
          product.name = "changed";
          return Stream.of(new Row(Product.count("name = 'changed' and sku = ?1", sku), "found"));
        });

    assertThat(console.data()).endsWith("0,found\n");
    assertThat(single("select name from products where sku = '" + sku + "'")).isEqualTo("Tea");
  }

  @Test
  void theApplicationWritesAgainAfterwards() throws Exception {
    run(Stream::empty);

    assertThat(Product.count("sku", product())).isEqualTo(1);
  }

  @Test
  void aFailureHalfWaySaysHowManyRowsWerePrinted() throws Exception {
    assertThatThrownBy(
            () ->
                run(
                    () ->
                        IntStream.range(0, 1234)
                            .mapToObj(
                                i -> {
                                  if (i == 1200) {
                                    throw new IllegalStateException("no more");
                                  }
                                  return new Row(i, "row");
                                })))
        .hasMessage("no more");

    assertThat(console.talk())
        .isEqualTo("The output is incomplete: the report ended after 1,200 rows.\n");
  }

  @Test
  void rowsAreFetchedInBatches() throws Exception {
    List<Long> read = new ArrayList<>();
    run(
        () -> {
          Stream<Row> rows =
              session
                  .createNativeQuery("select n from generate_series(1, 10000) n", Long.class)
                  .getResultStream()
                  .map(n -> new Row(n, "row"));
          read.add(portals());
          return rows;
        });

    // A cursor is open in the database while its rows are read.
    assertThat(read).allMatch(cursors -> cursors > 0);
    assertThat(console.talk()).isEqualTo("10,000 rows.\n");
  }

  @Test
  void entitiesAreReleasedAsRowsAreRead() throws Exception {
    List<Integer> managed = new ArrayList<>();
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                session
                    .createNativeMutationQuery(
                        "insert into products (id, sku, name, price)"
                            + " select -n, 'many-' || n, 'Many', n from generate_series(1, 3000) n")
                    .executeUpdate());
    run(
        () ->
            Product.<Product>stream("name = 'Many' order by id")
                .map(
                    product -> {
                      managed.add(session.getStatistics().getEntityCount());
                      return new Row(product.id, product.sku);
                    }));

    assertThat(console.talk()).isEqualTo("3,000 rows.\n");
    assertThat(managed).hasSize(3000).allMatch(count -> count <= 500);
  }

  @Test
  void flatMappedRowsAreNotCollected() throws Exception {
    long[] ahead = {0};
    run(
        () ->
            Stream.of(1)
                .flatMap(one -> LongStream.range(0, 10_000).boxed())
                .peek(n -> ahead[0] = n)
                .map(n -> new Row(ahead[0] - n, "ahead")));

    assertThat(console.data().lines().skip(1)).allMatch(line -> line.equals("0,ahead"));
  }

  @Test
  void aLoopOfShortStatementsCanBeInterrupted() throws SQLException {
    String sku = product();
    List<Long> counted = new ArrayList<>();
    assertThatThrownBy(
            () ->
                run(
                    () -> {
                      counted.add(Product.count("sku", sku));
                      console.invocation().interruption().request();
                      counted.add(Product.count("sku", sku));
                      return Stream.empty();
                    }))
        .is(because(Cause.INTERRUPTED))
        .hasMessage("Interrupted. Run the report again; it starts over.");

    assertThat(counted).containsExactly(1L);
    assertThat(Product.count("sku", sku)).isEqualTo(1);
  }

  @Test
  void everyFormatWorks() throws Exception {
    assertThat(print(ReportFormat.CSV))
        .isEqualTo("month,orders,revenue\n2020-01,1,9.00\n2020-02,1,9.00\n2020-03,1,9.00\n");
    assertThat(print(ReportFormat.JSONL).lines())
        .hasSize(3)
        .startsWith("{\"month\":\"2020-01\",\"orders\":1,\"revenue\":9.00}");
    assertThat(print(ReportFormat.JSON)).startsWith("[\n{").endsWith("}\n]\n");
    assertThat(print(ReportFormat.MARKDOWN)).contains("| 2020-01 | 1 | 9.00 |");
    assertThat(print(ReportFormat.TABLE)).contains("2020-01       1     9.00");
    assertThat(print(ReportFormat.HTML))
        .contains("<h1>Some rows</h1>", "<dt>Token</dt><dd>***</dd>", "3 rows</p>", "<svg ");
    assertThat(print(ReportFormat.SVG)).startsWith("<svg ").endsWith("</svg>\n");
  }

  @Test
  void aFailureHalfWayIsVisibleInEveryFormat() {
    assertThat(broken(ReportFormat.JSON)).startsWith("[\n{").doesNotContain("]");
    assertThat(broken(ReportFormat.HTML))
        .contains("This page is incomplete")
        .doesNotContain("id=\"whole\"");
    assertThat(broken(ReportFormat.SVG)).isEmpty();
    assertThat(console.talk())
        .contains("The output is incomplete: the report ended after 3,000 rows.");
  }

  private String print(ReportFormat format) throws Exception {
    int before = console.data().length();
    run(Revenue.WHOLE, format);
    return console.data().substring(before);
  }

  private String broken(ReportFormat format) {
    int before = console.data().length();
    assertThatThrownBy(() -> run(new Revenue(5000, 3000), format)).hasMessage("The till broke.");
    return console.data().substring(before);
  }

  private void assertRefused(Supplier<Stream<Row>> rows) throws SQLException {
    assertThatThrownBy(() -> run(rows))
        .is(because(Cause.REFUSED))
        .hasMessageStartingWith("A report only reads, but this one tried to write: ");
  }

  private void run(Supplier<Stream<Row>> rows) throws Exception {
    run(new Given(rows), ReportFormat.CSV);
  }

  private void run(Report<?> report, ReportFormat format) throws Exception {
    try (Output output = new OutputOption().open(console.console())) {
      runs.run(
          report,
          new ReportRequest(
              "some-rows",
              "Some rows.",
              report.getClass(),
              List.of("--token=***"),
              Map.of("--token", "***"),
              format),
          output,
          database,
          console.invocation());
    }
  }

  private static String product() {
    String sku = "SKU-" + System.nanoTime();
    QuarkusTransaction.requiringNew().run(() -> tea(sku).persist());
    return sku;
  }

  private static Product tea(String sku) {
    Product product = new Product();
    product.sku = sku;
    product.name = "Tea";
    product.price = BigDecimal.ONE;
    return product;
  }

  private long counted(String sku) {
    return Long.parseLong(single("select count(*) from products where sku = '" + sku + "'"));
  }

  private long portals() {
    return Long.parseLong(single("select count(*) from pg_cursors"));
  }

  /** Somebody else. */
  private void write(String sql) {
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Stream<Row> execute(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return Stream.empty();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String single(String query) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
