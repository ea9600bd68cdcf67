package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The prompt of {@code sql}, at a terminal. */
class SqlPromptIT {

  private final TestPostgres.Database database = TestPostgres.database();

  @TempDir Path state;

  @Test
  void statementsAreTypedCancelledAndWrittenDown() throws Exception {
    assumeTrue(TerminalRun.possible(), "No util-linux here.");
    App app = App.packaged().on(database).with("XDG_STATE_HOME", state.toString());
    app.run("migrate").succeeds();

    try (TerminalRun terminal = app.atTerminal("sql")) {
      terminal.shows("\\q leaves.").type("select 'on two\nlines' as one;\n");
      terminal.shows("on two\\nlines").shows("1 row, ");

      terminal.type("select pg_sleep(50) as slow;\n");
      await().atMost(Duration.ofMinutes(1)).until(this::sleeps);
      terminal.type(TerminalRun.CTRL_C).shows("error: The statement was cancelled.");

      terminal.type("create table typed (id int);\n").shows("error: CREATE is not sent");
      terminal.type(":write 1m \"a test\"\n").shows("It can be written for 1m.");
      terminal.type("create table typed (id int);\n").shows("CREATE done, ");
      terminal.type("\\d typed\n").shows("integer");
      terminal.type(TerminalRun.CTRL_D).endsWith(0);
    }

    assertThat(database.hasTable("typed")).isTrue();
    assertThat(
            database.query(
                "select string_agg(concat_ws(' ', kind, split_part(text, ' ', 1), reason), ', '"
                    + " order by number) from admin_run_statement"))
        .isEqualTo("SQL select, SQL select, SQL create, PROMPT :write a test, SQL create a test");
    assertThat(state.resolve("oneoff/orders/sql-history"))
        .content()
        .contains("select pg_sleep(50) as slow;");
  }

  private boolean sleeps() throws Exception {
    return "1"
        .equals(
            database.query(
                "select count(*) from pg_stat_activity where query like '%as slow'"
                    + " and state = 'active'"));
  }
}
