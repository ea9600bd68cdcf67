package dev.oneoff.admin.database.session;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.WaysToWrite;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.database.TestRole;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.statement.SqlScript;
import dev.oneoff.admin.database.statement.SqlStatement;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SqlSessionTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path directory;

  @BeforeEach
  void tables() throws Exception {
    WaysToWrite.prepare(database);
  }

  @Test
  void noWayToWriteWorks() throws Exception {
    List<String> taken = new ArrayList<>();
    try (SqlSession session = session(WriteWindow.closed())) {
      for (String way : WaysToWrite.all(directory)) {
        try {
          run(session, way);
          taken.add(way);
        } catch (RuntimeException e) {
          if (!because(Cause.REFUSED).matches(e)) {
            taken.add(way + ": " + e.getMessage());
          }
        }
      }
    }

    assertThat(taken).isEmpty();
    assertThat(directory).isEmptyDirectory();
    assertThat(database.query("select id || name from item")).containsExactly("1one");
    assertThat(database.query("select is_called from item_number")).containsExactly("f");
  }

  @Test
  void aStatementLeavesNothingInTheSession() {
    try (SqlSession session = session(WriteWindow.closed())) {
      run(session, "select pg_advisory_lock(7)");
      run(session, "select set_config('default_transaction_read_only', 'off', false)");
      run(session, "select set_config('role', 'pg_read_all_data', false)");
      run(session, "select set_config('statement_timeout', '0', false)");

      assertThat(run(session, "select count(*) from pg_locks where locktype = 'advisory'"))
          .containsExactly("[0]");
      assertThat(
              run(
                  session,
                  "select current_user = session_user, current_setting('statement_timeout')"))
          .containsExactly("[true, 1min]");
      assertThatThrownBy(() -> run(session, "select write()")).is(because(Cause.REFUSED));
    }
  }

  @Test
  void theRolesLimitsAreLoweredAndNeverRaised() throws Exception {
    try (TestRole role = new TestRole(database, "").set("statement_timeout = '30s'")) {
      role.set("lock_timeout = '1h'");
      try (SqlSession session =
          new SqlSession(role.connected(), WriteWindow.closed(), Masking.NONE)) {
        assertThat(
                run(
                    session,
                    "select current_setting('statement_timeout'), current_setting('lock_timeout')"))
            .containsExactly("[30s, 5s]");
      }
    }
  }

  @Test
  void aRoleThatMayNotWriteIsNotAdvisedToUseWrite() throws Exception {
    try (TestRole role = new TestRole(database, "").grant("select on item");
        SqlSession session = new SqlSession(role.connected(), WriteWindow.closed(), Masking.NONE)) {
      assertThatThrownBy(() -> run(session, "delete from item"))
          .is(because(Cause.REFUSED))
          .hasMessageContaining("The role '" + role.name() + "' may not write to any table")
          .hasMessageNotContaining("--write");
    }
    try (SqlSession session = session(WriteWindow.closed())) {
      assertThatThrownBy(() -> run(session, "delete from item"))
          .is(because(Cause.REFUSED))
          .hasMessageContaining("--write --reason");
    }
  }

  @Test
  void anOpenWindowWritesAndReportsRowsByTable() {
    WriteWindow window = WriteWindow.opened("a test");
    try (SqlSession session = session(window)) {
      run(session, "insert into item values (5), (6)");
      SqlOutcome outcome =
          session.run(
              SqlStatement.of("update item set name = :name where id > :id"),
              Map.of("name", "it's", "id", "4"),
              new Rows());

      assertThat(outcome.rows()).isEqualTo(2);
      assertThat(outcome.changes()).containsExactly(new TableChange("item", 0, 2, 0));
      assertThat(outcome.changes().get(0)).hasToString("item: 2 rows updated");
      assertThat(run(session, "select name from item where id = 6")).containsExactly("[it's]");
      run(session, "vacuum item");
      assertThatThrownBy(() -> run(session, "commit")).is(because(Cause.REFUSED));
      window.close();
      assertThatThrownBy(() -> run(session, "delete from item")).is(because(Cause.REFUSED));
    }
  }

  @Test
  void aFailingStatementIsRolledBackAndTheNextOneRuns() {
    try (SqlSession session = session(WriteWindow.opened("a test"))) {
      assertThatThrownBy(() -> run(session, "insert into item values (7), (1)"))
          .is(because(Cause.FAILED))
          .hasMessageContaining("duplicate key")
          .hasMessageContaining("(id)=(1)");
      assertThat(run(session, "select count(*) from item")).containsExactly("[1]");
    }
  }

  @Test
  void aMistakeIsShownAtItsPosition() {
    SqlStatement second =
        SqlScript.of("select 1;\nselect id,\n  nme from item").statements().get(1);
    try (SqlSession session = session(WriteWindow.closed())) {
      assertThatThrownBy(() -> session.run(second, Map.of(), new Rows()))
          .is(because(Cause.FAILED))
          .hasMessageContaining("column \"nme\" does not exist")
          .hasMessageContaining("line 3:   nme from item\n          ^");
    }
  }

  @Test
  void sensitiveColumnsAndValuesDerivedFromThemAreMasked() {
    Masking masking = (table, column) -> table.equals("item") && column.equals("secret");
    try (SqlSession session = new SqlSession(database.database(), WriteWindow.closed(), masking)) {
      assertThat(run(session, "select i.id, i.secret as s, upper(secret) from item i"))
          .containsExactly("[1, ***, ***]");
      assertThat(run(session, "select secret from (select * from item) as all_of_it"))
          .containsExactly("[***]");
    }
  }

  @Test
  void valuesKeepTheirType() {
    try (SqlSession session = session(WriteWindow.closed())) {
      assertThat(
              run(
                  session,
                  "select 1, 1.50, true, null, 'NaN'::float8, date '2026-01-02', '{1,2}'::int[]"))
          .containsExactly("[1, 1.50, true, null, NaN, 2026-01-02, {1,2}]");
    }
  }

  @Test
  void aLongStatementEndsAtItsLimit() {
    try (SqlSession session = limited(OwnSetting.CONSOLE_STATEMENT_TIMEOUT.key())) {
      assertThatThrownBy(() -> run(session, "select pg_sleep(60)"))
          .is(because(Cause.FAILED))
          .hasMessageContaining("longer than 200ms (oneoff.console.statement-timeout)");
    }
  }

  @Test
  void waitingForALockIsReported() throws Exception {
    try (Connection holder = database.connect();
        Statement lock = holder.createStatement();
        SqlSession session = limited(OwnSetting.CONSOLE_LOCK_TIMEOUT.key())) {
      holder.setAutoCommit(false);
      lock.execute("lock table item");
      assertThatThrownBy(() -> run(session, "select * from item")).is(because(Cause.BUSY));
      holder.rollback();
    }
  }

  @Test
  void anotherThreadMayCancel() {
    try (SqlSession session = session(WriteWindow.closed())) {
      CompletableFuture<List<String>> running =
          CompletableFuture.supplyAsync(() -> run(session, "select pg_sleep(60)"));
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                session.cancel();
                return running.isDone();
              });

      assertThatThrownBy(running::join)
          .isInstanceOf(CompletionException.class)
          .cause()
          .is(because(Cause.INTERRUPTED));
    }
  }

  @Test
  void anEndedSessionIsReopened() throws Exception {
    try (SqlSession session = session(WriteWindow.closed())) {
      run(session, "select 1");
      database.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
              + " and datname = current_database()");
      assertThatThrownBy(() -> run(session, "select 1")).is(because(Cause.UNAVAILABLE));
      assertThat(run(session, "select 1")).containsExactly("[1]");
    }
  }

  private SqlSession session(WriteWindow window) {
    return new SqlSession(database.database(), window, Masking.NONE);
  }

  private SqlSession limited(String key) {
    return new SqlSession(database.database(key, "PT0.2S"), WriteWindow.closed(), Masking.NONE);
  }

  private static List<String> run(SqlSession session, String sql) {
    Rows rows = new Rows();
    session.run(SqlStatement.of(sql), Map.of(), rows);
    return rows.all;
  }

  private static final class Rows implements SqlResult {

    private final List<String> all = new ArrayList<>();

    @Override
    public void columns(List<SqlColumn> columns) {}

    @Override
    public void row(List<@Nullable Object> values) {
      all.add(values.toString());
    }
  }
}
