package dev.oneoff.admin.migrate;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.database.OneConnection;
import dev.oneoff.admin.database.lock.IfLocked;
import dev.oneoff.admin.database.lock.Lock;
import dev.oneoff.admin.ledger.UnfinishedRestore;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import dev.oneoff.admin.migrate.state.SchemaVersion;
import dev.oneoff.admin.migrate.tool.HeldLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Migrates the right database, one process at a time. If there is nothing to do it takes no lock: a
 * schema only moves forward, so what is current stays current. Otherwise it determines again what
 * to do once the lock is held.
 */
public final class SchemaUpdate {

  private final Database database;
  private final Migrations migrations;
  private final Interruption interruption;
  private final Consumer<String> say;
  private final Runnable begins;

  /**
   * @param begins is told before each changeset
   */
  public SchemaUpdate(
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

  /**
   * What was done.
   *
   * @param changesets how many ran
   * @param version the state of the schema now, regardless of the limit
   */
  public record Done(int changesets, SchemaVersion version) {}

  public Done run(IfLocked ifLocked, Duration waitTimeout) throws Exception {
    String environment;
    try (Connection connection = connectAndLoad()) {
      Environment found = Environment.of(database, connection);
      environment = found.requireForWriting();
      Migrations asked = migrations.on(OneConnection.of(connection));
      if (found.stamped().isPresent() && (migrations.limit().none() || asked.pending().isEmpty())) {
        List<HeldLock> locks = new ArrayList<>();
        List<ChangesetStatus> changesets = asked.statusesWithoutDescription(locks::add);
        // A process killed after its last changeset left Liquibase's lock set.
        if (settled(changesets) && locks.isEmpty()) {
          return new Done(0, SchemaVersion.of(changesets));
        }
      }
    }
    MigrationLock migrating = new MigrationLock(database, migrations, interruption, say);
    try (Lock lock = migrating.acquire(ifLocked, waitTimeout, "it is not current yet")) {
      Migrations locked = migrating.under(lock, waitTimeout);
      List<String> due = names(locked.pending());
      int applied =
          locked.apply(
              () -> {
                interruption.checkpoint();
                lock.requireHeld();
                begins.run();
              },
              say,
              () -> {
                stamp(environment);
                requireNoRestore(locked);
              });
      lock.requireHeld();
      List<ChangesetStatus> changesets = migrations.statusesWithoutDescription();
      requireNonePending(due, changesets);
      return new Done(applied, SchemaVersion.of(changesets));
    }
  }

  // A login and the tool's classes take about as long, and neither needs the other.
  private Connection connectAndLoad() throws Exception {
    database.location();
    FutureTask<Connection> login = new FutureTask<>(database::connectDirect);
    new Thread(login, "login").start();
    migrations.load();
    try {
      return login.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      throw e;
    }
  }

  private boolean settled(List<ChangesetStatus> changesets) {
    return changesets.stream()
        .allMatch(
            changeset ->
                switch (changeset.state()) {
                  case APPLIED, EXCLUDED, UNKNOWN -> true;
                  // What a limit leaves out is pending on purpose.
                  case PENDING, LATE -> !migrations.limit().none();
                  case ALWAYS, CHANGED, FAILED -> false;
                });
  }

  // A changeset whose precondition says CONTINUE is not marked, and is tried again with the next
  // run.
  private static void requireNonePending(List<String> due, List<ChangesetStatus> changesets) {
    List<String> left =
        changesets.stream()
            .filter(ChangesetStatus::pending)
            .map(ChangesetStatus::name)
            .filter(due::contains)
            .toList();
    if (!left.isEmpty()) {
      throw AdminException.incomplete(
          "Still pending, because a precondition held it back: " + String.join(", ", left) + ".");
    }
  }

  // By now the toolkit's own changesets have run, so the pending ones are the service's.
  private void requireNoRestore(Migrations locked) throws Exception {
    Optional<UnfinishedRestore> restore = RestoreRule.unfinished(database);
    if (restore.isPresent() && !locked.pending().isEmpty()) {
      throw RestoreRule.refusal(restore.get());
    }
  }

  private static List<String> names(List<ChangesetStatus> changesets) {
    return changesets.stream().map(ChangesetStatus::name).toList();
  }

  private void stamp(String environment) throws SQLException {
    try (Connection connection = database.connectDirect()) {
      Environment.stamp(connection, environment);
      // Somebody from another environment may have been first while we waited for the lock.
      Environment.of(database, connection).requireForWriting();
    }
  }
}
