package dev.oneoff.admin.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Tab offers at the shell's prompt. */
@QuarkusTest
class ShellCompletionTest {

  private TestShell shell;

  @BeforeEach
  void open() throws Exception {
    shell = TestShell.reading();
  }

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void aPanacheQueryCompletesItsEntitysAttributes() {
    assertThat(shell.completed("Product.find(\"na|")).containsExactly("name");
    assertThat(shell.completed("Customer.list(\"em|\", 1)")).containsExactly("email");
    assertThat(shell.completed("Customer.<Customer>list(\"|")).contains("email", "slug");
    assertThat(shell.completed("Order.find(\"status = ?1 and pl|")).containsExactly("placedAt");
    assertThat(shell.completed("Order.find(\"customer.na|")).containsExactly("customer.name");
    assertThat(shell.completed("Order.count(\"status = |"))
        .contains("PLACED", "PAID")
        .doesNotContain("status");
    assertThat(shell.completed("Order.list(\"status in (PAID, PLA|")).containsExactly("PLACED");
    assertThat(shell.completed("Order.find(\"from Order o where o.st|"))
        .containsExactly("o.status");
    assertThat(shell.completed("Product.listAll(Sort.by(\"pr|")).containsExactly("price");
    assertThat(shell.completed("Product.list(\"price > 1\", Sort.by(\"sku\").and(\"n|"))
        .containsExactly("name");
    assertThat(shell.completed("Order.find(\"id = \" + 7 + \" and updated|"))
        .containsExactly("updatedAt");
  }

  @Test
  void anEntityManagerQueryCompletesEntitiesAndAliases() {
    assertThat(shell.completed("em.createQuery(\"select p from Prod|")).containsExactly("Product");
    assertThat(shell.completed("em.createQuery(\"select p from Product p where p.na|"))
        .containsExactly("p.name");
    assertThat(shell.completed("em.createQuery(\"select p.na| from Product p\", Product.class)"))
        .containsExactly("p.name");
    assertThat(
            shell.completed(
                "em.createQuery(\"\"\"\n"
                    + "  select l from Order o join o.lines l\n"
                    + "  where l.product.s|"))
        .containsExactly("l.product.sku");
    assertThat(shell.completed("em.createQuery(\"from Order o join o.|"))
        .contains("o.customer", "o.lines");
    assertThat(shell.completed("em.createQuery(\"from Order o join |"))
        .contains("o.customer", "o.lines", "Product")
        .doesNotContain("o.status");
    assertThat(shell.completed("em.createQuery(\"from Order o, OrderLine l where l.qu|"))
        .containsExactly("l.quantity");
    assertThat(shell.completed("em.createQuery(\"update Order set status = PA|"))
        .containsExactly("PAID");
    assertThat(shell.completed("em.createQuery(\"SEL|")).containsExactly("SELECT");
    assertThat(shell.completed("em.createQuery(\"from Order o where o.customer.name like '|"))
        .isEmpty();
    assertThat(shell.completed("em.createQuery(\"from Order o where o.id = :|")).isEmpty();
    assertThat(shell.completed("em.createQuery(\"from a.b c, c.d e, e.f c where c.|")).isEmpty();
  }

  @Test
  void sqlCompletesTablesAndColumnsAsAtItsOwnPrompt() {
    assertThat(shell.completed("sql(\"select * from ord|"))
        .containsExactlyInAnyOrder("order_lines", "orders");
    assertThat(shell.completed("sql(\"select * from orders o where o.sta|\", 1)"))
        .containsExactly("o.status");
    assertThat(shell.completed("sql(\"select em| from customers\")")).contains("email");
    assertThat(shell.completed("sql(\"select * from orders where id = ?\", \"ord|")).isEmpty();
    assertThat(shell.completed(":sql select * from custo|")).containsExactly("customers");
    assertThat(shell.completed(":explain select * from products where s|")).contains("sku");
  }

  @Test
  void promptCommandsCompleteTheirArguments(@TempDir Path directory) throws Exception {
    Files.createFile(directory.resolve("top.csv"));
    Files.createDirectory(directory.resolve("topics"));
    assertThat(shell.completed(":as |")).contains("table", "csv", "json", "jsonl", "markdown");
    assertThat(shell.completed(":as j|")).containsExactly("json", "jsonl");
    assertThat(shell.completed(":as csv |")).containsExactly(">");
    assertThat(shell.completed(":as csv > " + directory + "/to|"))
        .containsExactly(directory + "/top.csv", directory + "/topics/");
    assertThat(shell.completed(":save " + directory + "/topi|"))
        .containsExactly(directory + "/topics/");
    assertThat(shell.completed(":set |")).containsExactly("emacs", "vi");
    assertThat(shell.completed(":sqllog o|")).containsExactly("off", "on");
    assertThat(shell.completed(":save /no/such/|")).isEmpty();
  }

  @Test
  void otherStringsAreNotQueries() {
    assertThat(shell.completed("\"na|")).doesNotContain("name");
    assertThat(shell.completed("Product.find(\"name\", \"na|")).doesNotContain("name");
    assertThat(shell.completed("em.createNativeQuery(\"select * from Prod|"))
        .doesNotContain("Product");
    assertThat(shell.completed("\"Cust|")).isEmpty();
    assertThat(shell.completed("System.out.println(\"Product.find(na|")).doesNotContain("name");
    assertThat(shell.completed("Product.find(\"name\").lis|")).contains("list()");
  }

  @Test
  void generatedNamesAreNotOfferedAndObjectMethodsComeLast() {
    assertThat(shell.completed("Custo|")).contains("Customer", "Customers");
    for (String typed : new String[] {"Customer|", "Order|"}) {
      assertThat(shell.completed(typed))
          .isNotEmpty()
          .noneMatch(name -> name.contains("_") || name.contains("$"));
    }
    assertThat(shell.completed("new Customer().|"))
        .contains("name", "wait(")
        .noneMatch(name -> name.contains("$$") || name.startsWith("as"))
        .endsWith(
            "equals(",
            "getClass()",
            "hashCode()",
            "notify()",
            "notifyAll()",
            "toString()",
            "wait(");
    shell.run("int MAX_SIZE = 3; var wanted = 1");
    assertThat(shell.completed("MAX_|")).containsExactly("MAX_SIZE");
    assertThat(shell.completed("Integer.MAX|")).containsExactly("MAX_VALUE");
  }

  @Test
  void anOpeningBracketShowsParametersAndThenCompletions() throws Exception {
    assertThat(shell.screen("orders.changeStatus(\t"))
        .contains(
            "OrderView Orders.changeStatus(long id, OrderStatus next, LongPredicate expected) "
                + " Moves")
        .doesNotContain("Customer");
    assertThat(shell.screen("Customer.find(\t")).contains("find(String query, Object... params)");
    assertThat(shell.screen("new BigDecimal(\t")).contains("BigDecimal(String val)");
    assertThat(shell.screen("orders.changeStatus(\t\ty")).contains("OrderStatus");
    assertThat(shell.completed("if (|")).contains("Customer");
  }

  @Test
  void theSourceIsShown() throws Exception {
    assertThat(shell.typed("??Customer\r"))
        .contains(
            "src/main/java/dev/oneoff/orders/Customer.java", "/** Somebody who places orders. */")
        .contains("public class Customer extends", "  @Sensitive public String email;")
        .doesNotContain("import ");
    assertThat(shell.typed("??orders.changeStatus\r"))
        .contains(
            "public OrderView changeStatus(long id, OrderStatus next, LongPredicate expected) {")
        .doesNotContain("class Orders", "oneoff.AtHand");
    assertThat(shell.typed("??Order.moveTo\r"))
        .contains("public void moveTo(OrderStatus next) {", "@throws RefusedException")
        .doesNotContain("class Order");
    assertThat(shell.typed("?Order.status\r")).contains("Order.status:OrderStatus");
    assertThat(shell.typed("??orders\r")).contains("class Orders");
    assertThat(shell.typed("??OrderStatus.PAID\r")).contains("PAID").doesNotContain("enum");
    assertThat(shell.typed("int twice(int i) { return 2 * i; }\r??twice\r"))
        .contains("// this shell", "int twice(int i) { return 2 * i; }");
    assertThat(shell.typed("??Customer.find\r"))
        .contains("The source of io.quarkus.hibernate.orm.panache.PanacheEntityBase.find is not");
    assertThat(shell.typed("??nothingOfTheKind\r")).contains("Nothing is called");
    assertThat(shell.typed("??\r")).contains("Nothing is called");
    assertThat(shell.typed("?Customer\r")).contains("    Somebody who places orders.");
  }
}
