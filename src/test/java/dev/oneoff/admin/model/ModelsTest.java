package dev.oneoff.admin.model;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.database.Database;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order service's entities, in one process with the service. */
@QuarkusTest
class ModelsTest {

  @Inject Models models;
  @Inject ModelRows rows;
  @Inject AgroalDataSource dataSource;

  private final TestConsole console = TestConsole.unattended();
  private final Database database = database();

  @BeforeEach
  void anOrder() throws SQLException {
    execute(
        """
        insert into customers (id, name, email, signed_up_on)
          values (7100001, 'Ada', 'ada@models.example', '2024-01-01');
        insert into products (id, sku, name, price) values (7100001, 'MODELS', 'Tea', 4.50);
        insert into orders (id, customer_id, status, placed_at, updated_at, version)
          values (7100001, 7100001, 'PAID', '2024-02-01T00:00Z', '2024-02-01T00:00Z', 0);
        insert into order_lines (id, order_id, product_id, quantity, unit_price)
          select 7100000 + i, 7100001, 7100001, i, 4.50 from generate_series(1, 12) i
        """);
  }

  @AfterEach
  void noOrder() throws SQLException {
    execute(
        """
        delete from order_lines where order_id = 7100001; delete from orders where id = 7100001;
        delete from products where id = 7100001; delete from customers where id = 7100001
        """);
  }

  @Test
  void entitiesAreListedWithTheirTables() throws Exception {
    models.list(Format.CSV, database, console.console());

    assertThat(console.data().lines()).first().isEqualTo("entity,table,rows,size");
    assertThat(console.data())
        .containsPattern("Customer,customers,\\d*,\\d+\n")
        .containsPattern("OrderLine,order_lines,\\d*,\\d+\n");
    assertThat(console.talk()).isEmpty();
  }

  @Test
  void anEntityIsShownWithEverythingAboutItsTable() throws Exception {
    models.show("customer", Format.CSV, database, console.console());

    assertThat(console.data())
        .contains("entity,Customer,\"\",dev.oneoff.orders.Customer,")
        .contains("attribute,id,id,\"Long, bigint\",key\n")
        .contains("attribute,signedUpOn,signed_up_on,\"LocalDate, date\",not null\n")
        .containsPattern("attribute,email,email,\"String, character varying.*\",.*sensitive")
        .contains("constraint,customers_pkey,\"\",primary key,PRIMARY KEY (id)\n")
        .contains("index,customers_pkey,\"\",unique,btree (id)\n");
  }

  @Test
  void aLongCheckIsALineBelowTheTableAndLeavesItATable() throws Exception {
    models.show("Order", Format.TABLE, database, console.console());

    assertThat(console.data())
        .startsWith("part ")
        .contains("\n\nconstraints:\n", "\n\nindexes:\n  ")
        .containsPattern("\n  orders_status\\w*, check: CHECK \\(");
    assertThat(console.data().lines().takeWhile(line -> !line.isEmpty()))
        .allMatch(line -> line.length() <= 120);
  }

  @Test
  void relationsAreShownOnBothSides() throws Exception {
    models.show("Order", Format.JSON, database, console.console());

    assertThat(console.data())
        .contains(
            "{\"name\":\"customer\",\"kind\":\"many to"
                + " one\",\"target\":\"Customer\",\"columns\":[\"customer_id\"],\"owned\":true,\"nullable\":false}")
        .contains(
            "{\"name\":\"lines\",\"kind\":\"one to"
                + " many\",\"target\":\"OrderLine\",\"columns\":[\"order_lines.order_id\"],\"owned\":false,\"nullable\":true}");
  }

  @Test
  void aRowIsShownWithItsRelationsAndMasked() throws Exception {
    show("Order", "7100001", false);

    assertThat(console.data())
        .contains("\"id\":7100001,\"customer\":{\"id\":7100001,\"name\":\"Ada\",\"email\":\"***\"")
        .contains("\"status\":\"PAID\"")
        .contains("\"order\":7100001,\"product\":7100001,\"quantity\":")
        .contains("\"… and more\"]");
  }

  @Test
  void aRowIsShownUnmaskedOnRequest() throws Exception {
    show("Customer", "7100001", true);

    assertThat(console.data()).contains("\"email\":\"ada@models.example\"");
  }

  @Test
  void anUnknownIdentifierNamesItsNeighbours() {
    assertThatThrownBy(() -> show("Customer", "7100000", false))
        .is(because(Cause.USAGE))
        .hasMessageStartingWith("There is no Customer 7100000. Nearest are ")
        .hasMessageContaining("7100001");
    assertThatThrownBy(() -> show("Customer", "Ada", false))
        .is(because(Cause.USAGE))
        .hasMessage("'Ada' is not a value for the id of Customer. Expected: a whole number.");
    assertThatThrownBy(() -> show("Custmer", "1", false))
        .is(because(Cause.USAGE))
        .hasMessageContaining("Did you mean Customer?");
  }

  @Test
  void aDiagramDrawsEachRelationOnce() throws Exception {
    models.diagram(List.of(), database, console.console());

    assertThat(console.data())
        .startsWith("erDiagram\n  Customer {\n    bigint id PK\n")
        .contains(" email \"sensitive\"\n")
        .endsWith(
            """
              Order }o--|| Customer : "customer"
              OrderLine }o--|| Order : "order"
              OrderLine }o--|| Product : "product"
            """);
  }

  @Test
  void aDiagramOfOneHasItsNeighboursByName() throws Exception {
    models.diagram(List.of("Product"), database, console.console());

    assertThat(console.data())
        .startsWith("erDiagram\n  Product {\n")
        .endsWith("  }\n  OrderLine }o--|| Product : \"product\"\n");
  }

  @Test
  void unreadableTablesAreReported() throws Exception {
    execute(
        "create role nobody_reads login password 'x'; grant usage on schema public to"
            + " nobody_reads");
    try {
      Map<String, String> settings = settings();
      settings.put("quarkus.datasource.username", "nobody_reads");
      settings.put("quarkus.datasource.password", "x");

      models.list(
          Format.TABLE,
          new Database(TestDatabase.settingsOf(settings), "test", sentence -> {}),
          console.console());

      assertThat(console.talk())
          .isEqualTo("This role may not read customers, orders, order_lines, products.\n");
    } finally {
      execute("drop owned by nobody_reads; drop role nobody_reads");
    }
  }

  private void show(String entity, String id, boolean unmask) throws Exception {
    rows.show(entity, id, unmask, Format.JSON, database, console.invocation());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Database database() {
    return new Database(TestDatabase.settingsOf(settings()), "test", sentence -> {});
  }

  private static Map<String, String> settings() {
    Settings quarkus = new Settings(ConfigProvider.getConfig());
    Map<String, String> settings = new HashMap<>();
    for (String key :
        List.of(
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.username",
            "quarkus.datasource.password")) {
      settings.put(key, quarkus.text(key).orElseThrow());
    }
    return settings;
  }
}
