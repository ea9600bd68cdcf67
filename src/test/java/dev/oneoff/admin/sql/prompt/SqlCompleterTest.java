package dev.oneoff.admin.sql.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.database.catalogue.Schema;
import dev.oneoff.admin.database.catalogue.SchemaNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SqlCompleterTest {

  private final SqlCompleter completer = new SqlCompleter(new Schema(SqlCompleterTest::names));

  private static SchemaNames names() {
    Map<String, Map<String, List<String>>> columns = new TreeMap<>();
    columns.put("orders", columns("id", "status", "customer_id"));
    columns.get("orders").put("status", List.of("'PAID'", "'PLACED'"));
    columns.put("\"User Group\"", columns("id", "\"Name\""));
    columns.put("customers", columns("id", "email"));
    columns.put("audit.log", columns("at"));
    return new SchemaNames(
        columns,
        List.of("audit", "public"),
        List.of("date_trunc"),
        List.of(new SchemaNames.Key("orders", List.of("customer_id"), "customers", List.of("id"))));
  }

  private static Map<String, List<String>> columns(String... names) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    Stream.of(names).forEach(name -> columns.put(name, List.of()));
    return columns;
  }

  @Test
  void tablesAreOfferedAfterKeywordsThatNeedOne() {
    assertThat(proposals("select * from ", ""))
        .containsExactly("\"User Group\"", "audit.log", "customers", "orders", "audit.", "public.");
    assertThat(proposals("select * from orders o join ", "c"))
        .containsExactly("\"User Group\"", "audit.log", "customers", "orders", "audit.", "public.");
    assertThat(proposals("select * from orders o, ", ""))
        .containsExactly("\"User Group\"", "audit.log", "customers", "orders", "audit.", "public.");
    assertThat(proposals("\\d ", "o"))
        .containsExactly("\"User Group\"", "audit.log", "customers", "orders", "audit.", "public.");
  }

  @Test
  void columnsComeFromTheMentionedTables() {
    assertThat(proposals("select * from orders where ", "s"))
        .contains("status", "select")
        .doesNotContain("email");
  }

  @Test
  void aQualifierIsATableOrAnAlias() {
    assertThat(proposals("select * from orders o where ", "o."))
        .containsExactly("o.id", "o.status", "o.customer_id");
    assertThat(proposals("select * from customers as c, orders x where ", "x."))
        .containsExactly("x.id", "x.status", "x.customer_id");
    assertThat(proposals("select ", "customers."))
        .containsExactly("customers.id", "customers.email");
    assertThat(proposals("select ", "nothing.")).isEmpty();
  }

  @Test
  void aTableAfterTheCursorCountsToo() {
    assertThat(completer.proposals("o.", "select ", "select o. from orders o"))
        .containsExactly("o.id", "o.status", "o.customer_id");
  }

  @Test
  void aQuotedTableHasItsColumnsToo() {
    assertThat(proposals("select * from \"User Group\" where ", "")).contains("\"Name\"", "id");
    assertThat(proposals("select * from \"User Group\" g where ", "g."))
        .containsExactly("g.id", "g.\"Name\"");
    assertThat(proposals("select * from \"User Group\" g, ", "")).contains("orders");
  }

  @Test
  void anInsertOffersTheRemainingColumns() {
    assertThat(proposals("insert into orders (", ""))
        .containsExactly("id", "status", "customer_id");
    assertThat(proposals("insert into Orders (id, ", "")).containsExactly("status", "customer_id");
    assertThat(proposals("insert into nothing (", "")).contains("select");
  }

  @Test
  void aJoinOffersTheConditionsOfForeignKeys() {
    assertThat(proposals("select * from orders o join customers c on ", ""))
        .containsExactly("o.customer_id = c.id");
    assertThat(proposals("select a, b from customers join orders as o on ", "o."))
        .contains("o.customer_id = customers.id", "o.status");
    assertThat(proposals("select * from customers join audit.log l on ", "")).contains("select");
  }

  @Test
  void aColumnWithFewValuesOffersThem() {
    assertThat(proposals("select * from orders where status = ", ""))
        .containsExactly("'PAID'", "'PLACED'");
    assertThat(proposals("select * from orders o where o.status in ('PAID', '", "PL"))
        .containsExactly("PAID'", "PLACED'");
    assertThat(proposals("update orders set status = '", "")).containsExactly("PAID'", "PLACED'");
    assertThat(proposals("select * from orders where id = ", "")).contains("status");
  }

  @Test
  void schemasAndFunctionsAreOfferedToo() {
    assertThat(proposals("select * from ", "audit.")).containsExactly("audit.log");
    assertThat(proposals("select ", "da")).contains("date_trunc(");
    assertThat(proposals("select ", "d")).doesNotContain("date_trunc(");
  }

  @Test
  void keywordsFollowTheTypedCase() {
    assertThat(proposals("", "SEL")).contains("SELECT").doesNotContain("select");
    assertThat(proposals("", "sel")).contains("select");
  }

  @Test
  void promptCommandsAreOfferedOnlyAtTheStart() {
    assertThat(proposals("", "\\")).contains("\\d", "\\x", "\\q", ":write");
    assertThat(proposals("\\x ", "")).containsExactly("on", "off", "auto");
    assertThat(proposals(":as ", "j")).containsExactly("json", "jsonl");
    assertThat(proposals("\\pager ", "")).containsExactly("on", "off");
  }

  private List<String> proposals(String before, String word) {
    return completer.proposals(word, before, before + word).distinct().toList();
  }
}
