package dev.oneoff.admin.migrate;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.database.lock.Holder;
import dev.oneoff.admin.database.lock.Lock;
import dev.oneoff.admin.database.lock.LockKey;
import dev.oneoff.admin.database.lock.Locks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The locks of migrations: the real one, and the rows that Liquibase keeps in addition. */
public final class MigrationLocks {

  private final Database database;
  private final Locks locks;
  private final Migrations migrations;
  private final Consumer<String> say;

  public MigrationLocks(Database database, Interruption interruption, Consumer<String> say) {
    this.database = database;
    this.locks = new Locks(database, interruption, say);
    this.migrations = new Migrations(database.settings(), database.directDataSource());
    this.say = say;
  }

  /** A lock that is held; unknown details of its holder are null. */
  public record Held(
      String lock,
      String holder,
      @Nullable Integer pid,
      @Nullable String user,
      @Nullable Instant since,
      @Nullable String statement) {

    static Held by(Holder holder) {
      return new Held(
          "migrate",
          holder.name(),
          holder.pid(),
          holder.user(),
          holder.since().orElse(null),
          holder.statement().orElse(null));
    }
  }

  public List<Held> held() throws Exception {
    List<Held> held = new ArrayList<>();
    locks.holder(migrations.lockKey()).map(Held::by).ifPresent(held::add);
    migrations
        .liquibaseLock()
        .map(row -> new Held(row.table(), row.lockedBy(), null, null, row.since(), null))
        .ifPresent(held::add);
    return held;
  }

  /** Clears Liquibase's rows; refused while a process holds the real lock. */
  public void release() throws Exception {
    Environment.of(database).requireForWriting();
    LockKey key = migrations.lockKey();
    Lock lock = locks.tryAcquire(key).orElse(null);
    if (lock == null) {
      String holder = locks.holder(key).map(Holder::toString).orElse("another process");
      throw AdminException.refused(
          "The lock was not left by a dead process: it is held by " + holder + ".");
    }
    try (lock) {
      migrations.on(lock.work(Map.of())).clearStaleLock(say);
    }
  }
}
