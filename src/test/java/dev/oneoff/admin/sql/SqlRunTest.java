package dev.oneoff.admin.sql;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.WaysToWrite;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.write.RowBudget;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.session.SqlSession;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.database.statement.SqlScript;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.LedgerConnection;
import dev.oneoff.admin.ledger.LedgerTables;
import dev.oneoff.admin.ledger.LedgerTranscript;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlRunTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path directory;

  private static final RowBudget BUDGET = new RowBudget(OptionalLong.empty(), 3);

  private long run;

  @BeforeEach
  void tables() throws Exception {
    LedgerTables.create(database);
    WaysToWrite.prepare(database);
    run = new Ledger(database.database()).begin(LedgerTables.run("sql"));
  }

  @Test
  void eachRefusedWriteIsRecordedWithItsReason() throws Exception {
    List<String> ways = WaysToWrite.all(directory);
    long statements = 0;
    try (LedgerConnection connection = new LedgerConnection(database.database());
        SqlSession session = reading(Masking.NONE)) {
      TestConsole console =
          TestConsole.unattended().writingDown(new LedgerTranscript(connection, run));
      SqlRun sql = new SqlRun(console.invocation(), session, WriteWindow.closed(), BUDGET);
      for (String way : ways) {
        assertThatThrownBy(() -> sql.all(way, Map.of(), Format.CSV)).is(because(Cause.REFUSED));
        // Of two the first may be harmless.
        statements += SqlScript.of(way).statements().get(0).text().equals("select 1") ? 2 : 1;
      }
    }

    assertThat(
            database.query(
                "select concat_ws('|', count(*), count(error), count(ended_at) - count(rows)) from"
                    + " admin_run_statement"))
        .containsExactly(statements + "|" + ways.size() + "|" + ways.size());
  }

  @Test
  void aWriteWithoutRowsSaysSo() throws Exception {
    try (SqlSession writing =
        new SqlSession(database.database(), WriteWindow.opened("a test"), Masking.NONE)) {
      TestConsole console = TestConsole.unattended();
      SqlRun sql = new SqlRun(console.invocation(), writing, WriteWindow.opened("a test"), BUDGET);
      sql.all("update item set name = name where id < 0", Map.of(), Format.CSV);
      assertThat(console.talk()).contains("UPDATE done, 0 rows.");
    }
  }

  @Test
  void aStatementThatWroteIsRecordedAsAWrite() throws Exception {
    database.execute(
        "create function emit() returns int language plpgsql as 'begin perform"
            + " pg_logical_emit_message(true, ''a'', ''b''); return 1; end'");
    try (LedgerConnection connection = new LedgerConnection(database.database());
        SqlSession reading = reading(Masking.NONE);
        SqlSession writing =
            new SqlSession(database.database(), WriteWindow.opened("a test"), Masking.NONE)) {
      TestConsole console =
          TestConsole.unattended().writingDown(new LedgerTranscript(connection, run));
      SqlRun reads = new SqlRun(console.invocation(), reading, WriteWindow.closed(), BUDGET);
      reads.all("select 1", Map.of(), Format.CSV);
      assertThatThrownBy(() -> reads.all("select emit()", Map.of(), Format.CSV))
          .is(because(Cause.REFUSED));
      SqlRun writes =
          new SqlRun(console.invocation(), writing, WriteWindow.opened("a test"), BUDGET);
      writes.all("select 1; update item set name = name where id > 0", Map.of(), Format.CSV);
    }

    assertThat(
            database.query(
                "select concat_ws('|', text, wrote, error is not null) from admin_run_statement"
                    + " order by number"))
        .containsExactly(
            "select 1|f|f",
            "select emit()|t|t",
            "select 1|f|f",
            "update item set name = name where id > 0|t|f");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void noFormatShowsSensitiveValues(Format format) {
    Masking masking = (table, column) -> table.equals("item") && column.equals("secret");
    TestConsole console = TestConsole.unattended();
    try (SqlSession session = reading(masking)) {
      new SqlRun(console.invocation(), session, WriteWindow.closed(), BUDGET)
          .all("select name, secret from item", Map.of(), format);
    }

    assertThat(console.data()).contains("one").doesNotContain("hidden");
    assertThat(console.data().replace("\\*", "*")).contains("***");
  }

  @Test
  void aLargeWriteIsRolledBackWithoutATerminal() throws Exception {
    tenItems();
    TestConsole console = TestConsole.unattended();

    for (String large :
        List.of(
            "update item set name = 'x'",
            "delete from item returning id",
            "delete from item where id > 3",
            "with d as (delete from item returning id) select count(*) from d",
            "do $$ begin delete from item where id > 3; end $$")) {
      assertThatThrownBy(() -> write(console, BUDGET, large))
          .as(large)
          .is(because(Cause.REFUSED))
          .hasMessageContaining("Nothing was written.")
          .hasMessageMatching("(?s).*say --rows-at-most (7|10)\\.");
    }
    write(console, BUDGET, "update item set name = 'y' where id < 4; insert into item select 100");

    assertThat(console.data()).isEmpty();
    assertThat(database.query("select count(*) || '|' || count(nullif(name, 'y')) from item"))
        .containsExactly("11|7");
  }

  @Test
  void rowsAtMostIsTheAnswerThatNobodyNeedsToBeAskedFor() throws Exception {
    tenItems();
    TestConsole console = TestConsole.attended("");

    write(console, atMost(10), "update item set name = 'x'");
    assertThatThrownBy(() -> write(console, atMost(9), "delete from item"))
        .is(because(Cause.REFUSED))
        .hasMessage(
            "It would overwrite item: 10 rows deleted, more than 9 by --rows-at-most. Nothing was"
                + " written.");

    assertThat(database.query("select distinct name || count(*) over () from item"))
        .containsExactly("x10");
  }

  @Test
  void aPersonSeesSomeOfTheRowsAndTypesTheirNumber() throws Exception {
    tenItems();
    String delete = "delete from item returning id";

    TestConsole refuses = TestConsole.attended("y\n");
    assertThatThrownBy(() -> write(refuses, BUDGET, delete))
        .is(because(Cause.REFUSED))
        .hasMessage("Not confirmed. Nothing was written.");
    assertThat(refuses.talk())
        .contains("It has no WHERE, and would overwrite item: 10 rows deleted.")
        .contains("Some of them, as they are now:\nid  name   secret\n")
        .contains(" 1  one    ***\n")
        .doesNotContain("hidden");
    assertThat(refuses.data()).isEmpty();

    TestConsole confirms = TestConsole.attended("10\n");
    write(confirms, BUDGET, delete);
    assertThat(confirms.data().lines()).hasSize(12);
    assertThat(database.query("select count(*) from item")).containsExactly("0");
  }

  private void tenItems() throws Exception {
    database.query(
        "insert into item select i, 'name' || i from generate_series(2, 10) i returning 1");
  }

  private static RowBudget atMost(long rows) {
    return new RowBudget(OptionalLong.of(rows), 3);
  }

  private void write(TestConsole console, RowBudget budget, String script) {
    WriteWindow window = WriteWindow.opened("a test");
    Masking masking = (table, column) -> column.equals("secret");
    try (SqlSession session = new SqlSession(database.database(), window, masking)) {
      new SqlRun(console.invocation(), session, window, budget).all(script, Map.of(), Format.TABLE);
    }
  }

  private SqlSession reading(Masking masking) {
    return new SqlSession(database.database(), WriteWindow.closed(), masking);
  }
}
