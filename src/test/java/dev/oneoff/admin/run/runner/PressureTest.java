package dev.oneoff.admin.run.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.run.batch.StopFlag;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PressureTest {

  private static final String LAGGING = "select interval '45 s' as replay_lag";

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private final Told stopFlag = new Told();

  @BeforeEach
  void aTable() throws Exception {
    database.execute("create table item (id int primary key)");
    database.execute("insert into item values (1)");
  }

  @Test
  void withoutPressureTheNextBatchStartsAtOnce() {
    pressure().await(stopFlag);

    assertThat(said).isEmpty();
  }

  @Test
  void waitsWhileManySessionsWaitForLocks() throws Exception {
    try (Connection holder = database.connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("update item set id = 2");
      CompletableFuture<Void> waiter = inBackground(() -> database.execute("delete from item"));
      Awaitility.await()
          .until(() -> !database.query("select 1 from pg_locks where not granted").isEmpty());
      CompletableFuture<Void> batch = inBackground(() -> pressure(0).await(stopFlag));
      awaitSaid("Holding back: 1 sessions wait for locks.");
      assertThat(batch).isNotDone();
      holder.rollback();
      waiter.get(1, TimeUnit.MINUTES);
      batch.get(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void waitsWhileAReplicaIsBehind() throws Exception {
    pretend("pg_stat_replication", LAGGING);
    CompletableFuture<Void> batch = inBackground(() -> pressure().await(stopFlag));
    awaitSaid("Holding back: a replica is 45 s behind.");
    assertThat(batch).isNotDone();
    pretend("pg_stat_replication", "select interval '1 s' as replay_lag");
    batch.get(1, TimeUnit.MINUTES);
  }

  @Test
  void slowsDownDuringALongAutovacuumOfTheTable() throws Exception {
    pretend("pg_stat_progress_vacuum", "select 7 as pid, 'public.item'::regclass::oid as relid");
    pretend(
        "pg_stat_activity",
        "select 7 as pid, now() - interval '90 s' as xact_start, 'autovacuum worker' as"
            + " backend_type");
    pressure().await(stopFlag);

    assertThat(said)
        .anyMatch(s -> s.startsWith("Holding back: an autovacuum has been working on item for 9"));
  }

  @Test
  void aStopRequestEndsTheWait() throws Exception {
    pretend("pg_stat_replication", LAGGING);
    CompletableFuture<Void> batch = inBackground(() -> pressure().await(stopFlag));
    awaitSaid("Holding back: a replica is 45 s behind.");
    stopFlag.stop(StopFlag.Stop.PAUSED);
    batch.get(1, TimeUnit.MINUTES);
  }

  @Test
  void aSettingSwitchesItOff() throws Exception {
    pretend("pg_stat_replication", LAGGING);
    new Pressure(
            database.database(OwnSetting.TASKS_THROTTLE.key(), "false"),
            Optional.of("item"),
            said::add)
        .await(stopFlag);

    assertThat(said).isEmpty();
  }

  private Pressure pressure() {
    return pressure(10);
  }

  private Pressure pressure(int waiters) {
    return new Pressure(
        database.database(OwnSetting.TASKS_MAX_LOCK_WAITERS.key(), Integer.toString(waiters)),
        Optional.of("item"),
        said::add);
  }

  // Nothing here makes a replica lag or an autovacuum slow; so a view says so that is found before
  // the catalog's own.
  private void pretend(String view, String query) throws Exception {
    database.execute("create schema if not exists pretended");
    database.execute("create or replace view pretended." + view + " as " + query);
    String name = database.query("select current_database()").get(0);
    database.execute("alter database " + name + " set search_path = pretended, pg_catalog, public");
  }

  private void awaitSaid(String sentence) {
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> said.contains(sentence));
  }

  private interface Work {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> inBackground(Work work) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            work.run();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static final class Told implements StopFlag {

    private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();

    @Override
    public Optional<Stop> stopped() {
      return Optional.ofNullable(stop.get());
    }

    @Override
    public void stop(Stop why) {
      stop.set(why);
    }
  }
}
