package dev.oneoff.admin.migrate;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.lock.IfLocked;
import dev.oneoff.admin.database.lock.Lock;
import dev.oneoff.admin.database.lock.Locks;
import dev.oneoff.admin.migrate.changeset.Patience;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;

/** The single lock for everything that changes the schema or what is recorded about it. */
final class MigrationLock {

  private final Database database;
  private final Migrations migrations;
  private final Interruption interruption;
  private final Consumer<String> say;

  MigrationLock(
      Database database, Migrations migrations, Interruption interruption, Consumer<String> say) {
    this.database = database;
    this.migrations = migrations;
    this.interruption = interruption;
    this.say = say;
  }

  /**
   * Takes it.
   *
   * @param left what remains unchanged if a process skips its work
   */
  Lock acquire(IfLocked ifLocked, Duration waitTimeout, String left) throws SQLException {
    Locks locks = new Locks(database, interruption, say);
    if (ifLocked != IfLocked.SKIP) {
      return locks.acquire(
          migrations.lockKey(), ifLocked == IfLocked.WAIT ? waitTimeout : Duration.ZERO);
    }
    return locks
        .tryAcquire(migrations.lockKey())
        .orElseThrow(
            () ->
                AdminException.busy(
                    "Skipped, because another process is changing the schema; "
                        + left
                        + ". Run it again, or wait with --if-locked wait."));
  }

  /** The work to do once it is held: on its connections, giving way to other users of a table. */
  Migrations under(Lock lock, Duration waitTimeout) {
    return migrations
        .on(lock.work(MigrationTimeouts.of(database.settings())))
        .patient(
            new Patience(
                MigrationTimeouts.ofLocks(database.settings()),
                waitTimeout,
                lock::blocker,
                interruption,
                say));
  }
}
