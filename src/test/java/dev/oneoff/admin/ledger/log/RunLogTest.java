package dev.oneoff.admin.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.LedgerTables;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunLogTest {

  private static final String LINES = "select text from admin_run_log order by line";

  @RegisterExtension final TestDatabase database = new TestDatabase();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private long run;

  @BeforeEach
  void begin() throws Exception {
    LedgerTables.create(database);
    run = new Ledger(database.database()).begin(LedgerTables.run("migrate"));
  }

  @Test
  void messagesAndLogsAreKeptUntilTheEnd() throws Exception {
    Logger logger = Logger.getLogger("org.example.Shop");
    try (RunLog log = open()) {
      log.add("Applying one …");
      logger.warning("nearly full");
      logger.log(Level.SEVERE, "broken", new IllegalStateException("on purpose"));
      assertThat(MDC.get("run")).isEqualTo(Long.toString(run));
    }
    logger.warning("too late");

    assertThat(database.query(LINES))
        .startsWith(
            "Applying one …",
            "WARNING [org.exa.Shop] nearly full",
            "SEVERE [org.exa.Shop] broken: java.lang.IllegalStateException: on purpose")
        .noneMatch(line -> line.contains("too late"));
    assertThat(MDC.get("run")).isNull();
    assertThat(said).isEmpty();
  }

  @Test
  void itIsSavedWhileTheRunContinues() {
    try (RunLog log = open()) {
      log.add("one");
      await().untilAsserted(() -> assertThat(database.query(LINES)).containsExactly("one"));
      log.add("two");
      await().untilAsserted(() -> assertThat(database.query(LINES)).containsExactly("one", "two"));
    }
  }

  @Test
  void onlyTheFirstAndLastOfManyLinesAreKept() throws Exception {
    try (LogTable table = new LogTable(database.database(), run)) {
      for (int batch = 0; batch < 50; batch++) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 100; i++) {
          lines.append("line ").append(batch * 100 + i).append('\n');
        }
        table.write(LogLine.of(lines.toString()));
      }
    }

    List<String> kept = database.query(LINES);
    assertThat(kept).hasSizeBetween(2000, 2600).contains("line 0", "line 999", "line 4999");
    assertThat(kept.get(1000)).startsWith("… the first 1000 lines");
    assertThat(kept.subList(kept.size() - 1000, kept.size())).startsWith("line 4000");
  }

  @Test
  void aLostConnectionIsReplaced() throws Exception {
    try (RunLog log = open()) {
      log.add("one");
      await().untilAsserted(() -> assertThat(database.query(LINES)).containsExactly("one"));
      database.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
      log.add("two");
    }
    assertThat(said).isEmpty();
    assertThat(database.query(LINES)).containsExactly("one", "two");
  }

  @Test
  void ifLinesCannotBeKeptItSaysSoOnceAndContinues() throws Exception {
    database.execute("alter table admin_run_log rename to gone");
    try (RunLog log = open()) {
      log.add("one");
      await().atMost(Duration.ofMinutes(1)).until(() -> !said.isEmpty());
      database.execute("alter table gone rename to admin_run_log");
      log.add("two");
    }

    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("This run's log is not being kept at the moment: ");
    assertThat(database.query(LINES)).containsExactly("… 1 lines were lost here …", "two");
  }

  private RunLog open() {
    return RunLog.open(database.database(), run, said::add);
  }
}
