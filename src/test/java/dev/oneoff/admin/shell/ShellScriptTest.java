package dev.oneoff.admin.shell;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.parse.Parsed;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the snippets of {@code shell -c} and of a script do and show. */
@QuarkusTest
class ShellScriptTest {

  private Connection aside;
  private TestShell shell;

  @BeforeEach
  void anOrder() throws Exception {
    aside = TestShell.database().connect();
    execute(
        """
        insert into customers (id, name, email, signed_up_on)
          values (7300001, 'Ada', 'ada@script.example', '2026-01-01');
        insert into products (id, sku, name, price) values (7300001, 'TEA-OF-A-SCRIPT', 'Tea', 4.50);
        insert into orders (id, customer_id, status, placed_at, updated_at)
          values (7300001, 7300001, 'PLACED', '2026-01-31T12:00Z', now());
        insert into order_lines (id, order_id, product_id, quantity, unit_price)
          values (7300001, 7300001, 7300001, 2, 4.50)
        """);
    shell = TestShell.reading();
  }

  @AfterEach
  void nothing() throws Exception {
    shell.close();
    execute(
        """
        delete from order_lines where id = 7300001;
        delete from orders where id = 7300001;
        delete from products where id = 7300001;
        delete from customers where id = 7300001
        """);
    aside.close();
  }

  @Test
  void theValueOfTheLastExpressionIsTheData() {
    assertThat(shell.run("1 + 1")).isEqualTo("2\n");
    assertThat(shell.run("1 + 1; var x = 3; x * 2")).isEqualTo("6\n");
    assertThat(shell.run("1 + 1; var x = 3")).isEmpty();
  }

  @Test
  void aVariableStillLoadsWhatItNamesInALaterSnippet() {
    assertThat(shell.run("Order order = Order.findById(7300001L); order.lines.get(0).product.name"))
        .isEqualTo("Tea\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--unmask", "--write"})
  void aMissingReasonIsRefusedBeforeTheBoot(String option) {
    ShellCommand given = Parsed.command(ShellCommand.class, "shell", option, "-c", "1");

    assertThatThrownBy(() -> given.check(TestConsole.unattended().invocation()))
        .is(because(Cause.USAGE))
        .hasMessageContaining(option + " needs --reason");
  }

  @Test
  void sensitiveValuesAreMaskedUnlessAReasonIsGiven() throws Exception {
    String all = "Customer.list(\"id\", 7300001L)";
    assertThat(shell.run(all))
        .isEqualTo("id,name,email,phone,signedUpOn,slug\n7300001,Ada,***,,2026-01-01,\n");
    assertThat(shell.run("sql(\"select email from customers where id = ?\", 7300001)"))
        .contains("***")
        .doesNotContain("ada@");
    shell.close();
    shell = TestShell.unmasked();
    assertThat(shell.run(all)).contains("ada@script.example");
  }

  @Test
  void aTransactionThatFailsLeavesNothing() throws Exception {
    shell.close();
    shell = TestShell.writing();
    assertThat(
            shell.run(
                "tx(() -> { Customer c = Customer.findById(7300001L); c.slug = \"a\"; throw new"
                    + " Exception(\"no\"); })"))
        .contains("Line 1 failed: Exception: no");
    try (Statement statement = aside.createStatement();
        ResultSet row = statement.executeQuery("select slug from customers where id = 7300001")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isNull();
    }
  }

  @Test
  void compilerErrorsAreShown() {
    assertThat(shell.run("1;\nCustomer.nothing()"))
        .contains("Line 2 does not compile: Customer has no method nothing().")
        .contains("\n  Customer.nothing()\n           ^^^^^^^");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = aside.createStatement()) {
      statement.execute(sql);
    }
  }
}
