package dev.oneoff.admin.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a snippet leaves behind in the pools: nothing. */
@QuarkusTest
class SnippetConnectionsTest {

  // More than a page, so that a stream is not read to its end.
  private static final String CUSTOMERS =
      "insert into customers (id, name, email, signed_up_on) select 990000 + i, 'C ' || i,"
          + " 'c' || i || '@connections.example', '2026-01-01' from generate_series(1, 50) i";

  private Connection aside;
  private TestShell shell;

  @BeforeEach
  void aShell() throws Exception {
    aside = TestShell.database().connect();
    execute(CUSTOMERS);
    shell = TestShell.reading();
  }

  @AfterEach
  void end() throws Exception {
    shell.close();
    execute("delete from customers where id between 990000 and 990100");
    aside.close();
  }

  @Test
  void noCallOfPanacheOrHibernateHoldsAConnection() throws Exception {
    List<String> holding = new ArrayList<>();
    List<String> done = new ArrayList<>();
    for (int i = 0; i < ReadingCalls.count(); i++) {
      try {
        // As a snippet does, but for the compiler, which takes longer than all of them.
        shell.session().values().print(ReadingCalls.call(i));
        done.add(ReadingCalls.name(i));
      } catch (Throwable e) {
        // That it fails is its own affair.
      }
      shell.session().end();
      List<String> held = held();
      if (!held.isEmpty()) {
        holding.add(ReadingCalls.name(i) + ": " + held);
      }
    }
    assertThat(holding).isEmpty();
    assertThat(done)
        .contains("Customer.count[]", "find.count[]", "findAll.pageCount[]", "find.stream[]")
        .contains("repository.streamAll[]", "query.getResultStream[]", "scalar.scroll[]")
        .contains("native.getResultList[]", "em.find[Class, Object]", "find.project[Class]")
        .hasSizeGreaterThan(150);
  }

  @Test
  void connectionsLeftOpenAreClosedAndReported() throws Exception {
    for (int i = 0; i < 8; i++) {
      assertThat(
              shell.run(
                  "var c = bean(javax.sql.DataSource.class).getConnection();"
                      + " c.createStatement().executeQuery(\"select 1\")"))
          .contains("A connection that was left open was closed");
      assertThat(held()).isEmpty();
    }
    assertThat(shell.run("c.createStatement().executeQuery(\"select 1\")"))
        .contains("was closed when its snippet or its transaction ended");
    assertThat(shell.run("var own = em.getEntityManagerFactory().createEntityManager()")).isEmpty();
    shell.run("own.createQuery(\"select count(*) from Customer\").getSingleResult()");
    assertThat(held()).isEmpty();
  }

  @Test
  void aStreamIsReadInItsSnippetAndClosedAfterIt() throws Exception {
    String rows = shell.run("Customer.stream(\"id >= 990000 order by id\").map(c -> 1)");
    assertThat(rows.lines().filter("1"::equals)).hasSize(20);
    assertThat(rows).contains("There are more rows, but a stream ends with its snippet");
    // No rows.
    assertThat(shell.run("more()")).isEqualTo("value\n");
    shell.run("var stream = Customer.streamAll()");
    assertThat(held()).isEmpty();
    assertThat(shell.run("stream.count()"))
        .contains("was closed when its snippet or its transaction ended");
    assertThat(shell.run("tx(() -> Customer.streamAll())"))
        .contains("was closed when its snippet or its transaction ended");
    shell.run("Customer.find(\"id >= 990000 order by id\")");
    assertThat(shell.run("more()")).contains("990021");
  }

  @Test
  void aVariableOfAnEarlierSnippetStillLoads() throws Exception {
    execute(
        "insert into orders (id, customer_id, status, placed_at, updated_at, version)"
            + " values (990001, 990001, 'PLACED', now(), now(), 0)");
    try {
      shell.run("Order.count(); Order order = Order.findById(990001L)");
      assertThat(shell.run("order.customer.name")).contains("C 1");
      assertThat(held()).isEmpty();
    } finally {
      execute("delete from orders where id = 990001");
    }
  }

  private List<String> held() throws SQLException {
    List<String> held = new ArrayList<>();
    try (Statement statement = aside.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select state || ', ' || application_name || ', ' || query from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()"
                    + " and (state like 'idle in transaction%' or application_name like 'oneoff console%')")) {
      while (row.next()) {
        held.add(row.getString(1));
      }
    }
    return held;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = aside.createStatement()) {
      statement.execute(sql);
    }
  }
}
