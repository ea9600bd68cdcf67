package dev.oneoff.admin.doctor.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.Findings;
import dev.oneoff.TestDatabase;
import dev.oneoff.admin.database.OneConnection;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What vacuum should clean, and what keeps it from it. */
class VacuumChecksTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void theAgeOfTransactionIdsIsFoundWhenAutovacuumDoesNotKeepUp() throws Exception {
    assertThat(Findings.of(new TransactionIdsCheck(), database)).isEmpty();

    assertThat(Findings.of(new TransactionIdsCheck(0, Long.MAX_VALUE), database))
        .anySatisfy(
            finding ->
                assertThat(finding)
                    .matches(
                        "warning: The oldest transaction ids are [\\d,]+ old, and autovacuum should"
                            + " have begun at 200,000,000\\."));
    assertThat(Findings.of(new TransactionIdsCheck(1.5, 0), database))
        .anySatisfy(finding -> assertThat(finding).startsWith("error: The oldest transaction ids"));
  }

  @Test
  void tablesWithManyDeadRowsAreFound() throws Exception {
    database.execute("create table busy (id int) with (autovacuum_enabled = off)");
    database.execute("insert into busy select generate_series(1, 1000)");
    database.execute("delete from busy where id <= 500");

    // The statistics of a session are written a moment after it has ended.
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(Findings.of(new DeadRowsCheck(100), database))
                    .containsExactly(
                        "warning: busy has 500 dead rows, 50% of all; it was never vacuumed."));
    database.execute("vacuum busy");
    Awaitility.await()
        .untilAsserted(() -> assertThat(Findings.of(new DeadRowsCheck(100), database)).isEmpty());
  }

  @Test
  void aBloatedTableIsFound() throws Exception {
    database.execute(
        "create table busy (id int, word text) with (autovacuum_enabled = off);"
            + "insert into busy select n, 'word ' || n from generate_series(1, 20000) n;"
            + "analyze busy");
    assertThat(Findings.of(new BloatCheck(1), database)).isEmpty();

    database.execute("delete from busy where id % 10 > 0");
    database.execute("vacuum analyze busy");

    assertThat(Findings.of(new BloatCheck(1), database))
        .singleElement()
        .asString()
        .matches("warning: About (8\\d|9\\d)% of busy's \\d+ kB is empty space\\.");
    assertThat(Findings.of(new BloatCheck(), database)).isEmpty();
  }

  @Test
  void aTableThatWasNeverAnalysedIsNotJudged() throws Exception {
    database.execute("create table fresh (id int) with (autovacuum_enabled = off)");
    database.execute("insert into fresh select generate_series(1, 1000)");

    assertThat(Findings.of(new BloatCheck(1), database))
        .containsExactly("unseen: There are no statistics of fresh that this role may see.");
  }

  @Test
  void aLongOpenTransactionIsFound() throws Exception {
    assertThat(Findings.of(new LongTransactionsCheck(), database)).isEmpty();
    try (Connection open = database.connect();
        Statement statement = open.createStatement()) {
      open.setAutoCommit(false);
      statement.execute("set application_name = 'sleepy'; select 1");

      List<String> isLong =
          Findings.of(new LongTransactionsCheck(Duration.ZERO, Duration.ofHours(1)), database);
      List<String> veryLong =
          Findings.of(new LongTransactionsCheck(Duration.ZERO, Duration.ZERO), database);

      assertThat(isLong)
          .singleElement()
          .asString()
          .matches(
              "warning: The transaction of \\w+ \\(sleepy, pid \\d+, idle in transaction\\) has"
                  + " been open for 00:00:\\d\\d\\.");
      assertThat(veryLong).singleElement().asString().startsWith("error: The transaction of");
    }
  }

  @Test
  void aRoleWithoutRightsDoesNotGuessAboutOtherSessions() throws Exception {
    String role = "limited_" + UUID.randomUUID().toString().substring(0, 8);
    database.execute("create role " + role);
    try (Connection limited = database.connect();
        Connection other = database.connect();
        Statement statement = limited.createStatement()) {
      assertThat(other.isValid(1)).isTrue();
      statement.execute("set role " + role);

      assertThat(new LongTransactionsCheck().look(OneConnection.of(limited), database.settings()))
          .singleElement()
          .satisfies(
              finding ->
                  assertThat(finding.what())
                      .matches("This role may not see what \\d+ other sessions do\\."));
    } finally {
      database.execute("drop role " + role);
    }
  }
}
