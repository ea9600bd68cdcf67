package dev.oneoff.admin.sql.prompt;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.TerminalPrinter.Expanded;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.catalogue.Schema;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.session.WriteWindow;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptWordsTest {

  @RegisterExtension final TestDatabase postgres = new TestDatabase();

  private final TestConsole console = TestConsole.unattended();
  private final WriteWindow window = WriteWindow.closed();
  private Database database;
  private PromptWords words;
  private String printed = "";
  private String edited = "";
  private boolean cleared;

  @BeforeEach
  void aTable() throws SQLException {
    database =
        new Database(
            TestDatabase.settingsOf(
                Map.of(
                    "quarkus.datasource.jdbc.url", postgres.location().jdbcUrl(),
                    "quarkus.datasource.username", postgres.user(),
                    "quarkus.datasource.password", postgres.password())),
            "test",
            sentence -> {});
    words =
        new PromptWords(
            console.invocation(),
            () -> 80,
            mode -> edited = mode.toString(),
            () -> cleared = true,
            window,
            new TableView(
                database, new Schema(database), (table, column) -> column.equals("secret")),
            (format, file) -> printed = format + file.map(path -> " to " + path).orElse(""));
    try (var connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table thing (id bigint primary key, name text default 'x', secret text not null);"
              + "create view things as select id from thing");
    }
  }

  @Test
  void linesAreEditedWithTheChosenKeys() throws SQLException {
    words.take(PromptWord.of(":set vi"));
    assertThat(edited).isEqualTo("vi");
    assertThatThrownBy(() -> words.take(PromptWord.of(":set nano")))
        .is(because(Cause.USAGE))
        .hasMessageContaining("vi or emacs");
    assertThatThrownBy(() -> words.take(PromptWord.of(":set"))).is(because(Cause.USAGE));
  }

  @Test
  void theScreenIsCleared() throws SQLException {
    words.take(PromptWord.of("clear();"));
    assertThat(cleared).isTrue();
  }

  @Test
  void aTableIsDescribedInFull() throws SQLException {
    take("\\d thing");

    assertThat(console.data())
        .isEqualTo(
            """
            part        name        type         says
            ----------  ----------  -----------  -------------------
            column      id          bigint       not null
            column      name        text         default 'x'::text
            column      secret      text         not null, sensitive
            constraint  thing_pkey  primary key  PRIMARY KEY (id)
            index       thing_pkey  unique       btree (id)
            """);
  }

  @Test
  void tablesAndViewsAreListed() throws SQLException {
    take("\\dt");

    assertThat(console.data().lines().skip(2).map(line -> line.replaceAll("  +", " ")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("thing table null "),
            line -> assertThat(line).startsWith("things view "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\\copy t to 'x' | There is no '\\copy' here: ':as csv > FILE' writes",
        "\\i f.sql | There is no '\\i' here: 'app sql FILE' runs a file",
        "\\d+ thing | There is no '\\d+' here: \\d NAME shows a table whole",
        "\\df | There is no '\\df' here: 'app sql --psql' hands over",
        ":read | There is no ':read' here: :read-only ends writing.",
        ":undo | There is no ':undo' here: only the shell has it",
        ":nothing | There is no ':nothing' here. \\? shows what there is.",
      })
  void commandsOfOtherToolsGetTheEquivalent(String line, String told) {
    assertThatThrownBy(() -> take(line)).is(because(Cause.USAGE)).hasMessageStartingWith(told);
  }

  @Test
  void anUnknownTableSuggestsTheRightOne() {
    assertThatThrownBy(() -> take("\\d thingy"))
        .is(because(Cause.USAGE))
        .hasMessage("There is no table 'thingy'. Did you mean thing?");
  }

  @ParameterizedTest
  @CsvSource({"*, 2", "thing*, 2", "thing, 1", "THING?, 1"})
  void aPatternSelectsTables(String pattern, int count) throws SQLException {
    take("\\dt " + pattern);

    assertThat(console.data().lines().skip(2)).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource({
    ":as csv, csv",
    ":as json > a.json, json to a.json",
    "':as jsonl > \"a b\"', jsonl to a b",
  })
  void theLastRowsArePrintedAgain(String line, String expected) throws SQLException {
    take(line);

    assertThat(printed).isEqualTo(expected);
  }

  @Test
  void theSameCommandShowsATableWithoutAPrompt() throws SQLException {
    for (String script : new String[] {"\\d thing", "\\dt th*\n"}) {
      assertThat(PromptScript.is(script)).isTrue();
      new PromptScript(database, Masking.NONE).print(script, Format.CSV, console.console());
    }

    assertThat(console.data()).contains("column,id,bigint,not null\n", "thing,table,,");
    assertThat(PromptScript.is("select 1; \\d")).isFalse();
    assertThat(PromptScript.is(":name")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\\l | There is no '\\l' here; without a prompt there are \\d and \\dt.",
        "\\d+ thing | There is no '\\d+' here; without a prompt there are \\d and \\dt.",
        "\\x on off | Without a prompt only \\d and \\dt work, one per script.",
        ":write 10m | Without a prompt only \\d and \\dt work, one per script.",
        "\\d thing~\\dt | A script is either SQL or one \\d.",
        "\\d a b | \\d takes one table or pattern.",
      })
  void withoutAPromptThereIsOnlyOneCommand(String script, String told) {
    String typed = script.replace('~', '\n');
    assertThat(PromptScript.is(typed)).isTrue();
    assertThatThrownBy(
            () ->
                new PromptScript(database, Masking.NONE)
                    .print(typed, Format.TABLE, console.console()))
        .is(because(Cause.USAGE))
        .hasMessage(told);
  }

  @Test
  void theWindowOpensForATimeWithAReason() throws SQLException {
    take(":write 10m \"a customer's wish\"");

    assertThat(window.reason()).contains("a customer's wish");
    take(":read-only");
    assertThat(window.isOpen()).isFalse();
  }

  @Test
  void theDisplayOfResultsCanBeSwitched() throws SQLException {
    assertThat(words.view().expanded()).isEqualTo(Expanded.AUTO);
    take("\\x");
    assertThat(words.view().expanded()).isEqualTo(Expanded.ON);
    take("\\x off");
    assertThat(words.view().expanded()).isEqualTo(Expanded.OFF);
    assertThat(words.view().timing()).isTrue();
    take("\\timing");
    assertThat(words.view().timing()).isFalse();
    take("\\pager off");
    assertThat(words.view().paging()).isFalse();
    take("\\q");
    assertThat(words.left()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":write 10m",
        ":write soon \"why\"",
        ":write 10m \"\"",
        "\\x maybe",
        "\\dx",
        "\\dt order*",
        "\\pager less",
        ":as",
        ":as xml",
        ":as csv >",
        "\\d a b"
      })
  void anUnknownCommandIsReported(String line) {
    assertThatThrownBy(() -> take(line)).is(because(Cause.USAGE));
    assertThat(window.isOpen()).isFalse();
  }

  private void take(String line) throws SQLException {
    words.take(PromptWord.of(line));
  }
}
