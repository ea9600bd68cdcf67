package dev.oneoff.admin.shell;

import static dev.oneoff.admin.cli.terminal.TypedKeys.pasted;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a person does all day at the shell's prompt. */
@QuarkusTest
@Tag("one-java")
class EverydayShellTest {

  private Connection aside;
  private TestShell shell;

  @BeforeEach
  void someOrders() throws Exception {
    aside = TestShell.database().connect();
    execute(
        "insert into customers (id, name, email, signed_up_on) select 7200000 + i, 'C ' || i,"
            + " 'e' || i || '@everyday.example', '2026-01-01' from generate_series(0, 9) i;"
            + "insert into orders (id, customer_id, status, placed_at, updated_at, version)"
            + " select 7200000 + i, 7200000 + i, 'PLACED', now(), now(), 0"
            + " from generate_series(0, 9) i");
    shell = TestShell.reading();
  }

  @AfterEach
  void noneOfThem() throws Exception {
    shell.close();
    execute(
        "delete from orders where id between 7200000 and 7200009;"
            + "delete from customers where id between 7200000 and 7200009");
    aside.close();
  }

  @Test
  void theUnderscoreIsTheLastValueAndHasItsType() throws Exception {
    assertThat(shell.typed("20 + 1\r_ * 2\r")).isEqualTo("21\n42\n");
    assertThat(shell.typed("\"a_b\"\r_.length() + \"_\".length()\rvar x = _ + 1\r_ + _\r"))
        .contains("a_b\n4\n", "5\n", "10\n")
        .doesNotContain("does not compile");
  }

  @Test
  void whatIsTypedIsWhatIsRun() throws Exception {
    assertThat(shell.typed("\"x{ y }\"\r")).isEqualTo("x{ y }\n");
    assertThat(shell.typed("\"!! \\\\ (  )  ]  }\"\r")).isEqualTo("!! \\ (  )  ]  }\n");
    assertThat(shell.typed("\"\"\"\r  a  }\r\tb\"\"\"\r")).contains("a  }\n");
  }

  @Test
  void linesThatArePastedRunOneByOneToTheFirstThatFails() throws Exception {
    assertThat(
            shell.typed(
                pasted(
                    "int a = 1\nint twice(int i) {\n  return 2 * i;\n}\n:time\ntwice(a)\n  + 3")))
        .contains("1\n", "5\n")
        .contains("A snippet's time is said.");
    assertThat(shell.typed(pasted("7\nnothing()\n8")))
        .contains("7\n", "What follows line 2 was not run.")
        .doesNotContain("\n8\n");
  }

  @Test
  void oneLeavesByWhicheverWord() throws Exception {
    for (String word : new String[] {"exit", "quit", ":quit", ":q", "exit;", "exit()"}) {
      assertThat(shell.typed(word + "\r1 + 1\r")).isEmpty();
    }
  }

  @Test
  void whatTheOrmSendsIsShownWithItsTimeAndAnNPlusOneIsNamed() throws Exception {
    String said =
        shell.typed(
            ":sqllog on\rLongStream.range(7200000, 7200010).mapToObj(i -> Customer.count(\"id\", i))"
                + ".toList()\r:sqllog off\r");
    assertThat(said)
        .contains(" ms  select count(")
        .contains("An N+1: 10 times the same statement")
        .doesNotContain("set_config");
    assertThat(shell.typed("Customer.count()\r")).doesNotContain(" ms  ");
  }

  @Test
  void whatIsSetOutsideOfATransactionIsSaidNotToBeSaved() {
    assertThat(shell.run("Order o = Order.findById(7200001L); o.status = OrderStatus.PAID;"))
        .contains("Order#7200001: status was set, and nothing was saved");
    assertThat(shell.run("o.status")).contains("PAID").doesNotContain("nothing was saved");
  }

  @Test
  void aMistakeInSqlIsShownWhereItIs() {
    assertThat(shell.run("sql(\"select nme from customers\")"))
        .contains("column \"nme\" does not exist")
        .contains("select nme from customers\n               ^")
        .contains("customers.name");
  }

  @Test
  void aWriteWithoutAnEntityIsCounted() throws Exception {
    TestShell writing = TestShell.writing();
    try {
      assertThat(writing.run("sql(\"select 40 + 2\")")).contains("42");
      assertThat(writing.run("sql(\"update customers set phone = '1' where id = 7200001\")"))
          .contains("customers: 1 row updated.");
    } finally {
      writing.close();
    }
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    assertThat(shell.run("java.nio.file.Files.readString(java.nio.file.Path.of(\"/no/such\"))"))
        .contains("there is no file /no/such");
  }

  @Test
  void aMethodAndAClassAreDescribed() throws Exception {
    assertThat(shell.typed("?orders.changeStatus\r")).contains("changeStatus(");
    assertThat(shell.typed("?Customer\r")).contains("Customer").contains("There is no Javadoc");
    assertThat(shell.typed("?nothingOfTheKind\r")).contains("Nothing is called");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = aside.createStatement()) {
      statement.execute(sql);
    }
  }
}
