package dev.oneoff.admin.migrate;

import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.database.lock.IfLocked;
import dev.oneoff.admin.database.lock.Lock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Changes the schema, or what is recorded about it, in any direction but forwards: under migrate's
 * lock.
 */
public final class SchemaChange {

  /** Work on the lock's own connections. */
  public interface Change<T> {
    T on(Migrations locked, Runnable checkpoint) throws Exception;
  }

  private final Database database;
  private final Migrations migrations;
  private final Interruption interruption;
  private final Consumer<String> say;

  public SchemaChange(
      Database database, Migrations migrations, Interruption interruption, Consumer<String> say) {
    this.database = database;
    this.migrations = migrations;
    this.interruption = interruption;
    this.say = say;
  }

  /** The environment to be changed; refuses if its names differ. */
  public String environment() throws SQLException {
    return Environment.of(database).requireForWriting();
  }

  public void stamp(String environment) throws SQLException {
    try (Connection connection = database.connectDirect()) {
      Environment.stamp(connection, environment);
    }
  }

  public <T> T run(IfLocked ifLocked, Duration waitTimeout, Change<T> work) throws Exception {
    MigrationLock migrating = new MigrationLock(database, migrations, interruption, say);
    try (Interruption.Hold hold = interruption.hold();
        Lock lock = migrating.acquire(ifLocked, waitTimeout, "nothing was done")) {
      RestoreRule.require(database);
      return work.on(
          migrating.under(lock, waitTimeout),
          () -> {
            interruption.checkpoint();
            lock.requireHeld();
          });
    }
  }
}
