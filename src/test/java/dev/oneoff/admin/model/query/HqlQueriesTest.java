package dev.oneoff.admin.model.query;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.entity.hql.HqlQuery;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries against the order service's entities, in one process with the service. */
@QuarkusTest
class HqlQueriesTest {

  // Nobody else's, whichever tests came before.
  private static final String THESE = "c.id between 7000000 and 7000009";

  @Inject HqlQueries queries;
  @Inject AgroalDataSource dataSource;

  private final TestConsole console = TestConsole.unattended();
  private Database database = database(Map.of());

  @BeforeEach
  void someOrders() throws SQLException {
    execute(
        """
        insert into customers (id, name, email, phone, signed_up_on)
          select 7000000 + i, 'Customer ' || i, 'c' || i || '@queries.example', '+49 ' || i,
            date '2024-01-01' + i from generate_series(0, 9) i;
        insert into orders (id, customer_id, status, placed_at, updated_at, version)
          select 7000000 + i, 7000000 + i % 2, (array['PLACED', 'PAID'])[1 + i % 2],
            timestamptz '2024-02-01T00:00Z' + i * interval '1 day', '2024-03-01T00:00Z', 0
          from generate_series(0, 9) i
        """);
  }

  @AfterEach
  void noneOfThem() throws SQLException {
    execute(
        "delete from orders where id between 7000000 and 7000009;"
            + "delete from customers where id between 7000000 and 7000009");
  }

  @Test
  void anEntityIsPrintedByItsAttributesWithSensitiveOnesMasked() throws Exception {
    assertThat(csv("from Customer c where " + THESE + " order by c.id", 2))
        .containsExactly(
            "id,name,email,phone,signedUpOn,slug",
            "7000000,Customer 0,***,***,2024-01-01,",
            "7000001,Customer 1,***,***,2024-01-02,");
    assertThat(console.talk()).startsWith("2 rows; more with --page 2. ");
  }

  @ParameterizedTest
  @CsvSource({
    "alter table customers rename to clients, alter table clients rename to customers",
    "alter table customers rename slug to alias, alter table customers rename alias to slug"
  })
  void aColumnThatTheSchemaLacksPointsToTheSchemasState(String away, String back) throws Exception {
    execute(away);
    try {
      assertThatThrownBy(() -> csv("from Customer", 2))
          .is(because(Cause.REFUSED))
          .hasMessageContainingAll("does not exist", "'migrate status' says what is pending");
    } finally {
      execute(back);
    }
  }

  @Test
  void aRelatedEntityIsPrintedByItsIdentifier() throws Exception {
    assertThat(csv("from Order o where o.id = 7000001", 2))
        .containsExactly(
            "id,customer,status,placedAt,updatedAt,version",
            "7000001,7000001,PAID,2024-02-02T00:00:00Z,2024-03-01T00:00:00Z,0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select c.email from Customer c",
        "select distinct c.email as address from Customer c",
        "select o.customer.email from Order o",
        "select k.email from Order o join o.customer k",
        "select x.e from (select c.email as e from Customer c) x",
        "select x.e from (select y.e as e from (select c.phone as e from Customer c) y) x",
        "with x as (select c.email as e from Customer c) select x.e from x x",
        "select c.name from Customer c union all select c.email from Customer c where c.id > 0",
        "select (select min(k.id) from Customer k), c.email from Customer c",
        "select (select c.email from Customer c where c.id = o.customer.id) from Order o",
        "select c from Customer c",
        "select o, c from Order o join o.customer c",
        "select o.customer from Order o",
      })
  void whatIsSensitiveIsMaskedHoweverItIsSelected(String hql) throws Exception {
    String printed = String.join("\n", csv(hql, 1000));

    assertThat(printed).contains("***").doesNotContain("@queries.example", "+49");
  }

  @Test
  void sensitiveValuesAreShownOnRequest() throws Exception {
    print(
        new HqlQuery(
            "select c.email from Customer c where c.id = 7000003", Map.of(), 1, 5, false, true),
        Format.CSV);

    assertThat(console.data()).isEqualTo("email\nc3@queries.example\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lower(c.email)",
        "max(c.phone)",
        "coalesce(c.email, '-')",
        "c.name || c.email",
        "concat(c.name, c.email)",
        "case when c.id > 0 then c.email end",
        "cast(c.email as string)",
        "substring(c.email, 1, 30)",
        "(select max(d.email) from Customer d)",
        "length(c.email) + 1",
        "listagg(c.email, ',')",
        "sql('c1_0.email')",
        "function('quote_literal', c.email)",
        "function('quote_nobody', c.email)",
      })
  void valuesDerivedFromSensitiveOnesAreMasked(String expression) {
    List<String> printed;
    try {
      printed =
          csv("select " + expression + " from Customer c where c.id = 7000003 group by c.id", 5);
    } catch (Exception e) {
      printed = List.of("", String.valueOf(e.getMessage()));
    }

    assertThat(String.join("\n", printed)).doesNotContain("@queries.example", "+49");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select sql('1; commit; begin read write; delete from customers; commit; select 1') from"
            + " Customer c",
        "select SQL ( 'now()' ) from Customer c",
        "select `sql`('now()') from Customer c",
        "select c.id from Customer c order by sql('1')",
        "select c.id from Customer c where exists (select sql('1') from Order o)",
        "select c.id from Customer c join Order o on o.customer = c and sql('true')",
        "with x as (select sql('1') as a from Customer c) select x.a from x x",
        "select column(c.'id from customers; commit; select 1' as string) from Customer c",
        "select column(c.xmin as string) from Customer c",
        "select function('sql', 'now()') from Customer c",
        "select function('abs(1); commit; select abs', 1) from Customer c",
        "select `abs(1); commit; select abs`(1) from Customer c",
        "select collate(c.name as `C\"; commit; select \"`) from Customer c",
        "from `generate_series(1,2); commit; select abs`(1, 2) s",
      })
  void whatGoesIntoTheSqlUnreadIsRefused(String hql) {
    assertThatThrownBy(() -> csv(hql, 5))
        .is(because(Cause.REFUSED))
        .hasMessageContaining("oneoff.query.text-functions");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format(c.signedUpOn as 'yyyy''); commit; delete from customers; select (''1')",
        "json_value(cast('{}' as json), '$.a''); commit; delete from customers; select (''1')",
        "listagg(c.name, '''); commit; delete from customers; select (''1')",
        "c.name || '''; commit; delete from customers; select ''1'",
        "\"'; commit; delete from customers; select '1\"",
        "function('quote_literal', '''; commit; delete from customers; select ''1')",
      })
  void aStringInAQueryStaysAString(String expression) throws Exception {
    try {
      csv(
          "select " + expression + " from Customer c where c.id = 7000003 group by c.id, c.name",
          5);
    } catch (Exception e) {
      // Some of them Hibernate or PostgreSQL does not take; none is several statements.
      assertThat(String.valueOf(e.getMessage())).doesNotContain("everal statements");
    }
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select count(*) from customers where id = 7000003")) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(1);
    }
  }

  @Test
  void valuesDerivedFromPlainOnesAreShown() throws Exception {
    assertThat(
            csv(
                "select upper(c.name), count(c.email), c.id + 1, max(c.signedUpOn) is null from"
                    + " Customer c where c.id = 7000003 and c.email like 'c3%' group by c.id",
                5))
        .last()
        .asString()
        .endsWith(",1,7000004,false")
        .doesNotContain("***");
  }

  @Test
  void columnNamesAreUnique() throws Exception {
    assertThat(
            csv(
                "select c.id, c.id, count(*) as orders, o.status, max(o.placedAt) from Order o join"
                    + " o.customer c where "
                    + THESE
                    + " group by c.id, o.status order by c.id",
                5))
        .containsExactly(
            "id,id_2,orders,status,max(o.placedAt)",
            "7000000,7000000,5,PLACED,2024-02-09T00:00:00Z",
            "7000001,7000001,5,PAID,2024-02-10T00:00:00Z");
  }

  @Test
  void jsonIsOneObjectWithColumnsRowsAndMeta() throws Exception {
    print(
        new HqlQuery(
            "select c.id as id, c.slug as slug from Customer c where " + THESE + " order by c.id",
            Map.of(),
            2,
            4,
            true,
            false),
        Format.JSON);

    assertThat(console.data().replaceFirst("\"milliseconds\":\\d+", "\"milliseconds\":1"))
        .startsWith(
            """
            {"columns":["id","slug"],
            "rows":[
            {"id":7000004,"slug":null},
            {"id":7000005,"slug":null},
            {"id":7000006,"slug":null},
            {"id":7000007,"slug":null}
            ]
            ,"meta":{"count":4,"page":2,"size":4,"hasMore":true,"total":10,"milliseconds":1,"sql":"select\
            """)
        .endsWith("\"}\n}\n");
    assertThat(console.talk()).startsWith("4 rows of 10, page 2; more with --page 3. ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "o.status = :p|p=PAID|5",
        "o.status in :p|p=PAID,p=PLACED|10",
        "o.id in (:p, :q)|p=7000001,q=7000002|2",
        "o.placedAt < :p|p=2024-02-03T00:00:00Z|2",
        "o.customer.signedUpOn = :p|p=2024-01-02|5",
        "o.customer.name = ?1|1=Customer 1|5",
        "o.customer.name = :p|p=' or 1 = 1 --|0",
        "o.version = :p and o.id > :q|p=0,q=7000008|1",
      })
  void aParameterIsBoundInItsOwnType(String condition, String given, int rows) throws Exception {
    print(
        new HqlQuery(
            "select o.id from Order o where o.id between 7000000 and 7000009 and " + condition,
            parameters(given),
            1,
            20,
            false,
            false),
        Format.JSONL);

    assertThat(console.data().lines()).hasSize(rows);
  }

  @Test
  void aPageOfAQueryWithALimitOfItsOwnStaysWithinIt() throws Exception {
    String hql = "select c.id from Customer c where " + THESE + " order by c.id limit 5";

    print(new HqlQuery(hql, Map.of(), 3, 2, false, false), Format.CSV);

    assertThat(console.data()).isEqualTo("id\n7000004\n");
    assertThat(console.talk()).startsWith("1 row, page 3. ");
  }

  @Test
  void unorderedPagesAreReported() throws Exception {
    csv("from Customer c where " + THESE, 3);

    assertThat(console.talk()).contains("Without 'order by'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "from Custmer|There is no entity 'Custmer'. Did you mean Customer? There are Customer,"
            + " Order",
        "select c.emial from Customer c|Customer has no attribute 'emial'. Did you mean email? It"
            + " has id, name, email",
        "from Customer where emial = 'x'|Nothing that the query reads has an attribute 'emial'. Did"
            + " you mean email?",
        "select c.name.first from Customer c|Hibernate does not understand the query: ",
        "select from where|Hibernate does not understand the query: ",
        "select new list(c.name) from Customer c|Select the values themselves",
        "from Order o join fetch o.lines|'fetch' loads the collection lines",
        "from Order o where o.id = :id|--param id=…",
        "select nofunction(|This is not HQL: ",
      })
  void whatIsNotUnderstoodIsSaid(String hql, String sentence) {
    assertThatThrownBy(() -> csv(hql, 1)).is(because(Cause.USAGE)).hasMessageContaining(sentence);
    assertThat(console.data()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id=1,x=1|The query has no parameter 'x'. It has id.",
        "id=one|'one' is not a value for the parameter 'id'",
      })
  void anUnsuitableParameterIsReported(String given, String sentence) {
    String hql = "from Order o where o.id = :id";

    assertThatThrownBy(
            () -> print(new HqlQuery(hql, parameters(given), 1, 1, false, false), Format.CSV))
        .is(because(Cause.USAGE))
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from Order",
        "update Customer c set c.name = 'x'",
        "insert into Product (id, sku, name, price) values (1, 'a', 'b', 1)",
        "select function('nextval', 'orders_seq') from Customer c",
        "select function('setval', 'orders_seq', 1) from Customer c",
      })
  void writingIsRefused(String hql) {
    assertThatThrownBy(() -> csv(hql, 1)).is(because(Cause.REFUSED));
  }

  @Test
  void aSlowQueryIsEnded() {
    database = database(Map.of("oneoff.console.statement-timeout", "PT0.2S"));

    assertThatThrownBy(() -> csv("select function('pg_sleep', 30) from Customer c", 1))
        .is(because(Cause.FAILED))
        .hasMessage("It took longer than 200ms (oneoff.console.statement-timeout).");
  }

  @Test
  void thePlanIsPostgresqlsForTheBoundValues() throws Exception {
    QueryPlan plan =
        queries.explain(
            new HqlQuery(
                "from Customer c where c.name = :name",
                Map.of("name", List.of("Somebody")),
                1,
                5,
                false,
                false),
            database);

    assertThat(plan.sql()).singleElement().asString().contains("customers", "fetch first ? rows");
    assertThat(plan.lines().get(0)).startsWith("Limit");
    assertThat(String.join("\n", plan.lines())).contains("'Somebody'");
  }

  @Test
  void thePoolWritesAgainAfterwards() throws Exception {
    csv("from Customer c where " + THESE, 1);

    execute("update customers set slug = 'written' where id = 7000000");
  }

  private static Map<String, List<String>> parameters(String given) {
    return Stream.of(given.split(","))
        .map(word -> word.split("=", 2))
        .collect(
            Collectors.groupingBy(
                word -> word[0], Collectors.mapping(word -> word[1], Collectors.toList())));
  }

  private List<String> csv(String hql, int size) throws Exception {
    print(new HqlQuery(hql, Map.of(), 1, size, false, false), Format.CSV);
    return console.data().lines().toList();
  }

  private void print(HqlQuery query, Format format) throws Exception {
    queries.print(query, format, database, console.invocation());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Database database(Map<String, String> settings) {
    Settings quarkus = new Settings(ConfigProvider.getConfig());
    Map<String, String> all = new HashMap<>(settings);
    for (String key :
        List.of(
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.username",
            "quarkus.datasource.password")) {
      all.put(key, quarkus.text(key).orElseThrow());
    }
    return new Database(TestDatabase.settingsOf(all), "test", sentence -> {});
  }
}
