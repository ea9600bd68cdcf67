package dev.oneoff.admin.migrate;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.database.lock.IfLocked;
import dev.oneoff.admin.database.lock.Lock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Migrates the right database, one process at a time. Where nothing is to be done it takes no lock:
 * a schema only goes on, so what is current stays current. Otherwise what is to be done is found
 * out again once the lock is held.
 */
final class SchemaUpdate {

  private final Database database;
  private final Migrations migrations;
  private final Interruption interruption;
  private final Consumer<String> say;
  private final Runnable begins;

  /**
   * @param begins is told before each changeset
   */
  SchemaUpdate(
      Database database,
      Migrations migrations,
      Interruption interruption,
      Consumer<String> say,
      Runnable begins) {
    this.begins = begins;
    this.database = database;
    this.migrations = migrations;
    this.interruption = interruption;
    this.say = say;
  }

  /** How many changesets ran. */
  int run(IfLocked ifLocked, Duration waitTimeout) throws Exception {
    String environment;
    try (Connection connection = database.connectDirect()) {
      Environment found = Environment.of(database.settings(), database.location(), connection);
      environment = found.requireForWriting();
      if (found.stamped().isPresent()
          && (migrations.limit().none() || migrations.pending().isEmpty())
          && settled(migrations.changesets())) {
        return 0;
      }
    }
    try (Lock lock =
        new MigrationLock(database, migrations, interruption, say).acquire(ifLocked, waitTimeout)) {
      Migrations locked = migrations.on(lock.work(MigrationTimeouts.of(database.settings())));
      List<String> due = names(locked.pending());
      int applied =
          locked.apply(
              () -> {
                interruption.checkpoint();
                lock.requireHeld();
                begins.run();
              },
              say,
              () -> stamp(environment));
      lock.requireHeld();
      requireNonePending(due);
      return applied;
    }
  }

  private boolean settled(List<Changeset> changesets) {
    return changesets.stream()
        .allMatch(
            changeset ->
                switch (changeset.state()) {
                  case APPLIED, EXCLUDED, UNKNOWN -> true;
                  // What a limit leaves is pending on purpose.
                  case PENDING -> !migrations.limit().none();
                  case ALWAYS, CHANGED -> false;
                });
  }

  // A changeset whose precondition says CONTINUE is not marked, and comes again with the next run.
  private void requireNonePending(List<String> due) throws Exception {
    List<String> left = new ArrayList<>(names(migrations.limited(Limit.NONE).pending()));
    left.retainAll(due);
    if (!left.isEmpty()) {
      throw AdminException.incomplete(
          "Still pending, because a precondition held it back: " + String.join(", ", left) + ".");
    }
  }

  private static List<String> names(List<Changeset> changesets) {
    return changesets.stream().map(Changeset::name).toList();
  }

  private void stamp(String environment) throws SQLException {
    try (Connection connection = database.connectDirect()) {
      Environment.stamp(connection, environment);
      // Somebody of another environment may have been first while we waited for the lock.
      Environment.of(database.settings(), database.location(), connection).requireForWriting();
    }
  }
}
