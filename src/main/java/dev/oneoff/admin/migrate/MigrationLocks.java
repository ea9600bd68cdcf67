package dev.oneoff.admin.migrate;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.database.lock.Holder;
import dev.oneoff.admin.database.lock.Lock;
import dev.oneoff.admin.database.lock.LockKey;
import dev.oneoff.admin.database.lock.Locks;
import dev.oneoff.admin.migrate.tool.HeldLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The locks of migrations: the real one, and those that the tool keeps in addition. */
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

  public List<HeldLock> held() throws Exception {
    List<HeldLock> held = new ArrayList<>();
    locks
        .holder(migrations.lockKey())
        .map(holder -> HeldLock.by(holder, "migrate"))
        .ifPresent(held::add);
    migrations.locksOfTool().forEach(held::add);
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
