package dev.oneoff.it;

import static dev.oneoff.it.TerminalSession.CTRL_C;
import static dev.oneoff.it.TerminalSession.CTRL_D;
import static dev.oneoff.it.TerminalSession.CTRL_U;
import static dev.oneoff.it.TerminalSession.CTRL_Z;
import static dev.oneoff.it.TerminalSession.ENTER;
import static dev.oneoff.it.TerminalSession.TAB;
import static dev.oneoff.it.TerminalSession.UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code shell} at a terminal. */
@EnabledOnOs(OS.LINUX)
class ShellTerminalIT {

  private static final JarPostgres.Database DATABASE = JarPostgres.database();

  private static App app;

  @TempDir Path directory;

  @BeforeAll
  static void migrate() throws Exception {
    app = App.packaged().on(DATABASE);
    JarPostgres.migrated(DATABASE, app);
    DATABASE.execute(
        "insert into customers (id, name, email, signed_up_on)"
            + " values (901, 'Ada', 'ada@example.org', '2026-01-01')");
  }

  @Test
  void aPersonSeesWhatIsAvailableAndGetsCompletion() throws Exception {
    try (TerminalSession terminal = open(app)) {
      terminal.shows("Entities: Customer, Order, OrderLine, Product.").shows("(test) shell> ");
      terminal.type("1 + 41" + ENTER).shows("\n42").shows("shell> ");
      // Nobody is here who could go on with a job that stops, so this one only shows its line
      // again.
      terminal.type("20 + 1" + CTRL_Z).shows("shell> 20 + 1");
      terminal.type(" + 5" + ENTER).shows("\n26").shows("shell> ");
      terminal.type("orders.chang" + TAB).shows("orders.changeStatus(");
      terminal.type(CTRL_C).shows("shell> ");
      terminal.type("int twice(int i) {" + ENTER).shows("...>");
      terminal.type("return 2 * i; }" + ENTER).shows("shell> ");
      terminal.type("twice(4)" + ENTER).shows("\n8").shows("shell> ");
      terminal.type(UP + ENTER).shows("\n8").shows("shell> ");
      terminal.type("Customer.listAll()" + ENTER).shows("Ada").shows("***").shows("shell> ");
      terminal.type(":beans" + ENTER).shows("dev.oneoff.orders.Orders").shows("shell> ");
      String wide = "\"" + "w".repeat(50) + "\"";
      terminal.type(wide).shows(wide).type(CTRL_C).shows("shell> ");
      // In a smaller window the same line is broken, and still one. The signal comes when it comes:
      // it is typed into one prompt until it has.
      terminal.resize(40, 20);
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> !terminal.type(CTRL_U + wide).shows("w\"").screen().contains(wide));
      terminal.type(".length()" + ENTER).shows("\n50").shows("shell> ");
      terminal.type(CTRL_D);
      assertThat(terminal.end()).isZero();
    }
    try (TerminalSession terminal = open(app)) {
      // What was typed is kept, and not what it declared.
      terminal
          .shows("shell> ")
          .type(UP + UP + UP + UP + ENTER)
          .shows("method twice")
          .shows("shell> ");
      // The compiler's words are the Java's own.
      terminal
          .type("\"seven\"; _.size()" + ENTER)
          .shows("\nseven")
          .shows("String has no method size().")
          .shows("\n    ^^^^")
          .shows("shell> ");
      terminal.type(":quit" + ENTER);
      assertThat(terminal.end()).isZero();
    }
  }

  @Test
  void ctrlCStopsWhatRunsAndNotTheShell() throws Exception {
    try (TerminalSession terminal = open(app)) {
      terminal.shows("shell> ").type("sql(\"select pg_sleep(100)\")" + ENTER);
      awaitSleepers("1");
      terminal.type(CTRL_C).shows("Stopped.").shows("shell> ");
      awaitSleepers("0");
      terminal.type("System.out.println(\"on\"); while (true) {}" + ENTER).shows("\non");
      terminal.type(CTRL_C).shows("Stopped.").shows("shell> ");
      // What waits returns as if nothing had been, and what follows it is not run.
      String pieces =
          "System.out.println(\"on\"); java.util.concurrent.locks.LockSupport.park();"
              + " System.out.println(\"after\");";
      terminal.type(pieces + ENTER).shows("\non");
      terminal.type(CTRL_C).shows("Stopped.").shows("shell> ");
      assertThat(terminal.screen()).doesNotContain("after");
      terminal.type("2 + 2" + ENTER).shows("\n4").shows("shell> ");
      terminal.type(":quit" + ENTER);
      assertThat(terminal.end()).isZero();
    }
  }

  @Tag("one-java")
  @Test
  void aWriteWindowEndsByItself() throws Exception {
    String write =
        "tx(() -> { Customer c = Customer.findById(901L); c.slug = \"s\" + System.nanoTime(); })";
    try (TerminalSession terminal = open(app)) {
      terminal.shows("shell> ").type(write + ENTER).shows("tried to write").shows("shell> ");
      terminal.type(":write soon" + ENTER).shows("for how long and why").shows("shell> ");
      terminal
          .type(":write 8s \"a try\"" + ENTER)
          .shows("The write window is open for 8s")
          .shows("shell!> ");
      terminal.type(write + ENTER).shows("customers: 1 row updated.");
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> terminal.type(ENTER).shows("> ").screen().contains("shell> "));
      terminal.type(write + ENTER).shows("tried to write").shows("shell> ");
      terminal.type(":quit" + ENTER);
      assertThat(terminal.end()).isZero();
    }
    assertThat(
            DATABASE.query(
                "select string_agg(split_part(text, '(', 1), ', ' order by number) from admin_run_statement where reason = 'a try' and error is null"))
        .isEqualTo(":write 8s, tx");
  }

  @Tag("one-java")
  @Test
  void productionIsRed() throws Exception {
    JarPostgres.Database production =
        JarPostgres.migrated(JarPostgres.database(), App.packaged(), "production");
    App live = App.packaged().on(production).with("ONEOFF_ENVIRONMENT", "production");
    try (TerminalSession terminal = open(live)) {
      terminal.shows("(production) shell> ");
      assertThat(terminal.raw()).contains("\u001b[31;1m(production)");
      terminal.type(":quit" + ENTER);
      assertThat(terminal.end()).isZero();
    }
  }

  private TerminalSession open(App on) throws Exception {
    return new TerminalSession(on, Map.of("XDG_STATE_HOME", directory.toString()), "shell");
  }

  private static void awaitSleepers(String count) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                DATABASE
                    .query(
                        "select count(*) from pg_stat_activity where state = 'active' and query like '%pg_sleep(100)%' and pid <> pg_backend_pid()")
                    .equals(count));
  }
}
