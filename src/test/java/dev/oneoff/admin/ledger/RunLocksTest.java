package dev.oneoff.admin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.database.lock.Lock;
import dev.oneoff.admin.database.lock.Locks;
import java.sql.Connection;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunLocksTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void aRunLivesUntilTheLastOfItsProcessesIsGone() throws Exception {
    Locks locks = new Locks(database.database(), TestConsole.interruption(), sentence -> {});
    try (Connection asking = database.connect()) {
      var key = RunLocks.key(asking, 7);
      assertThat(RunLocks.alive(asking, 7)).isFalse();
      try (Lock one = locks.tryShare(key).orElseThrow()) {
        try (Lock other = locks.tryShare(key).orElseThrow()) {
          other.requireHeld();
        }
        one.requireHeld();
        assertThat(RunLocks.alive(asking, 7)).isTrue();
        assertThat(RunLocks.alive(asking, 8)).isFalse();
        assertThat(locks.tryAcquire(key)).isEmpty();
      }
      // The server notices a moment later that a session has ended.
      Awaitility.await().until(() -> !RunLocks.alive(asking, 7));
    }
  }
}
