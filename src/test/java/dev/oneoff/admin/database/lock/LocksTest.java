package dev.oneoff.admin.database.lock;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.cli.TestConsole;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LocksTest {

  private static final LockKey KEY = LockKey.of("a test");

  @RegisterExtension final TestDatabase database = new TestDatabase();
  private final List<String> said = new CopyOnWriteArrayList<>();

  @Test
  void oneHoldsItAndTheOtherIsToldWhoDoes() throws Exception {
    try (Lock lock = locks().tryAcquire(KEY).orElseThrow()) {
      lock.requireHeld();
      assertThat(locks().tryAcquire(KEY)).isEmpty();
      assertThat(locks().holder(KEY).orElseThrow().name())
          .startsWith("oneoff test " + ProcessHandle.current().pid());
      assertThatThrownBy(() -> locks().acquire(KEY, Duration.ZERO))
          .is(because(Cause.BUSY))
          .hasMessageContaining("still held by oneoff test");
    }
    assertThat(locks().holder(KEY)).isEmpty();
    locks().acquire(KEY, Duration.ZERO).close();
  }

  @Test
  void whatTheHolderRunsIsShownWithoutValues() throws Exception {
    try (Connection holder = database.connect();
        Statement statement = holder.createStatement()) {
      statement.execute("select pg_advisory_lock(" + KEY.session() + ")");
      Thread works =
          new Thread(
              () -> {
                try {
                  statement.execute("select 'ann@example.com', pg_sleep(600)");
                } catch (SQLException e) {
                  // It is cancelled.
                }
              });
      works.start();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> locks().holder(KEY).toString().contains("pg_sleep"));
      assertThat(locks().holder(KEY).orElseThrow().toString())
          .endsWith(", now: select …, pg_sleep(…)");
      statement.cancel();
      works.join();
    }
  }

  @Test
  void differentLocksAreIndependent() throws Exception {
    try (Lock one = locks().tryAcquire(KEY).orElseThrow();
        Lock other = locks().tryAcquire(LockKey.of("another")).orElseThrow()) {
      one.requireHeld();
      other.requireHeld();
    }
  }

  @Test
  void afterALostSessionNothingMoreIsStarted() throws Exception {
    try (Lock lock = locks().tryAcquire(KEY).orElseThrow()) {
      database.execute(
          "select pg_terminate_backend(" + locks().holder(KEY).orElseThrow().pid() + ")");
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () -> assertThatThrownBy(lock::requireHeld).is(because(Cause.UNAVAILABLE)));
    }
  }

  @Test
  void aWorkingSessionEndsWithItsClientAndHasItsCallersLimits() throws Exception {
    try (Lock lock = locks().tryAcquire(KEY).orElseThrow();
        Connection work = lock.work(Map.of("lock_timeout", "1234ms")).getConnection()) {
      assertThat(setting(work, "client_connection_check_interval")).isEqualTo("1s");
      assertThat(setting(work, "lock_timeout")).isEqualTo("1234ms");
      assertThat(setting(work, "idle_in_transaction_session_timeout")).isEqualTo("30s");
    }
  }

  @Test
  void aNewHolderWaitsForTheOldOnesStatements() throws Exception {
    Connection orphan;
    try (Lock lost = locks().tryAcquire(KEY).orElseThrow()) {
      orphan = lost.work(Map.of()).getConnection();
    }
    try (Lock impatient = locks().tryAcquire(KEY).orElseThrow()) {
      assertThatThrownBy(() -> impatient.work(Map.of()).getConnection())
          .is(because(Cause.BUSY))
          .hasMessageContaining("its session is still working");
    }
    try (Lock lock = locks().acquire(KEY, Duration.ofMinutes(1))) {
      Thread ends =
          new Thread(
              () -> {
                await().until(() -> said.stream().anyMatch(s -> s.contains("left running")));
                close(orphan);
              });
      ends.start();
      lock.work(Map.of()).getConnection().close();
      ends.join();
    }
    assertThat(said)
        .anyMatch(s -> s.startsWith("Waiting for a statement that a dead process left running"));
  }

  @Test
  void severalSessionsOfOneProcessWorkAtATime() throws Exception {
    Connection second;
    try (Lock lock = locks().tryAcquire(KEY).orElseThrow();
        Connection first = lock.work(Map.of()).getConnection()) {
      second = lock.work(Map.of()).getConnection();
      first.close();
      lock.work(Map.of()).getConnection().close();
    }
    try (Lock impatient = locks().tryAcquire(KEY).orElseThrow()) {
      assertThatThrownBy(() -> impatient.work(Map.of()).getConnection()).is(because(Cause.BUSY));
    }
    second.close();
    assertThat(said).isEmpty();
  }

  private Locks locks() {
    return new Locks(database.database(), TestConsole.interruption(), said::add);
  }

  private static String setting(Connection connection, String name) throws Exception {
    try (var row = connection.createStatement().executeQuery("show " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
