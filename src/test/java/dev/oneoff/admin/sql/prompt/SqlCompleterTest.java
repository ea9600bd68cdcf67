package dev.oneoff.admin.sql.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SqlCompleterTest {

  private final SqlCompleter completer =
      new SqlCompleter(
          new Schema(
              () ->
                  new TreeMap<>(
                      Map.of(
                          "orders", List.of("id", "status"),
                          "\"User Group\"", List.of("id", "\"Name\""),
                          "customers", List.of("id", "email")))));

  @Test
  void tablesStandAfterTheWordsThatWantOne() {
    assertThat(proposals("select * from ", ""))
        .containsExactly("\"User Group\"", "customers", "orders");
    assertThat(proposals("select * from orders o join ", "c"))
        .containsExactly("\"User Group\"", "customers", "orders");
    assertThat(proposals("select * from orders o, ", ""))
        .containsExactly("\"User Group\"", "customers", "orders");
    assertThat(proposals("\\d ", "o")).containsExactly("\"User Group\"", "customers", "orders");
  }

  @Test
  void columnsAreThoseOfTheTablesThatAreMentioned() {
    assertThat(proposals("select * from orders where ", "s"))
        .contains("status", "select")
        .doesNotContain("email");
  }

  @Test
  void aQualifierIsATableOrItsNameHere() {
    assertThat(proposals("select * from orders o where ", "o."))
        .containsExactly("o.id", "o.status");
    assertThat(proposals("select * from customers as c, orders x where ", "x."))
        .containsExactly("x.id", "x.status");
    assertThat(proposals("select ", "customers."))
        .containsExactly("customers.id", "customers.email");
    assertThat(proposals("select ", "nothing.")).isEmpty();
  }

  @Test
  void aTableThatStandsBehindTheCursorCountsToo() {
    assertThat(completer.proposals("o.", "select ", "select o. from orders o"))
        .containsExactly("o.id", "o.status");
  }

  @Test
  void aTableInQuotesHasItsColumnsToo() {
    assertThat(proposals("select * from \"User Group\" where ", "")).contains("\"Name\"", "id");
    assertThat(proposals("select * from \"User Group\" g where ", "g."))
        .containsExactly("g.id", "g.\"Name\"");
    assertThat(proposals("select * from \"User Group\" g, ", "")).contains("orders");
  }

  @Test
  void keywordsComeAsTheyAreTyped() {
    assertThat(proposals("", "SEL")).contains("SELECT").doesNotContain("select");
    assertThat(proposals("", "sel")).contains("select");
  }

  @Test
  void thePromptsOwnWordsStandAtTheBeginning() {
    assertThat(proposals("", "\\")).contains("\\d", "\\x", "\\q", ":write");
    assertThat(proposals("\\x ", "")).containsExactly("on", "off", "auto");
  }

  private List<String> proposals(String before, String word) {
    return completer.proposals(word, before, before + word).distinct().toList();
  }
}
