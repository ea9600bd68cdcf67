package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The prompt of {@code sql}, at a terminal. */
@EnabledOnOs(OS.LINUX)
class SqlPromptIT {

  private final JarPostgres.Database database = JarPostgres.database();

  @TempDir Path state;

  @Test
  void statementsAreTypedCancelledAndRecorded() throws Exception {
    App app = App.packaged().on(database).with("XDG_STATE_HOME", state.toString());
    JarPostgres.migrated(database, app);

    try (TerminalSession terminal = new TerminalSession(app, Map.of(), "sql")) {
      terminal
          .shows("\\q leaves.")
          .type(
              "select 'on two" + TerminalSession.ENTER + "lines' as one;" + TerminalSession.ENTER);
      terminal.shows("on two\\nlines").shows("1 row, ");

      terminal.type("select pg_sleep(50) as slow;" + TerminalSession.ENTER);
      await().atMost(Duration.ofMinutes(1)).until(this::sleeps);
      terminal.type(TerminalSession.CTRL_C).shows("error: The statement was cancelled: ");

      terminal
          .type("create table typed (id int);" + TerminalSession.ENTER)
          .shows("error: CREATE is not sent");
      terminal
          .type(":write 1m \"a test\"" + TerminalSession.ENTER)
          .shows("The write window is open for 1m: a test.");
      terminal.type("create table typed (id int);" + TerminalSession.ENTER).shows("CREATE done, ");
      terminal
          .type("insert into typed values (1), (2);" + TerminalSession.ENTER)
          .shows("typed: 2 rows inserted, ");
      assertThat(terminal.screen()).doesNotContain("INSERT done");
      // A statement that survives Ctrl-C is the last of those that were pasted.
      terminal.type(
          "do $$ begin perform pg_sleep(50) as slow; exception when query_canceled then null; end"
              + " $$; select 'af' || 'ter';"
              + TerminalSession.ENTER);
      await().atMost(Duration.ofMinutes(1)).until(this::sleeps);
      terminal.type(TerminalSession.CTRL_C).shows("What follows it was not run.");
      assertThat(terminal.screen()).doesNotContain("after");
      terminal.type("\\d typed" + TerminalSession.ENTER).shows("integer");
      terminal.type(TerminalSession.CTRL_D);
      assertThat(terminal.end()).isZero();
    }

    assertThat(database.hasTable("typed")).isTrue();
    assertThat(
            database.query(
                "select string_agg(concat_ws(' ', kind, split_part(text, ' ', 1), reason), ', '"
                    + " order by number) from admin_run_statement"))
        .isEqualTo(
            "SQL select, SQL select, SQL create, PROMPT :write a test, SQL create a test, SQL insert a test, SQL do a test");
    assertThat(state.resolve("oneoff/orders/sql-history"))
        .content()
        .contains("select pg_sleep(50) as slow;");
  }

  private boolean sleeps() throws Exception {
    return "1"
        .equals(
            database.query(
                "select count(*) from pg_stat_activity where query like '%as slow%'"
                    + " and pid <> pg_backend_pid() and state = 'active'"));
  }
}
