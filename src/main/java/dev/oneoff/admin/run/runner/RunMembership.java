package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.lock.BlockedSessions;
import dev.oneoff.admin.database.lock.Locks;
import dev.oneoff.admin.ledger.RunLocks;
import dev.oneoff.admin.ledger.RunRequest;
import dev.oneoff.admin.ledger.RunStatus;
import dev.oneoff.admin.ledger.TaskRuns;
import dev.oneoff.admin.run.batch.StopFlag;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What makes a process one of those that work on a run. It shares the run's lock and holds those of
 * its chunks, on a session of its own; it writes the heartbeat, and receives requests from others.
 */
final class RunMembership implements StopFlag, AutoCloseable {

  private static final long BEAT_MILLIS = 1000;
  // The chunks themselves are numbered from 1.
  private static final int DIVISION = 0;

  private final Connection session;
  private final long run;
  private final Interruption interruption;
  private final BlockedSessions blocked;
  private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
  // A session can take a lock it already holds again, so the chunks held by this process's workers
  // are tracked here.
  private final Set<Integer> chunks = new HashSet<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long failed;

  private RunMembership(
      Connection session, long run, Interruption interruption, BlockedSessions blocked) {
    this.blocked = blocked;
    this.session = session;
    this.run = run;
    this.interruption = interruption;
  }

  static RunMembership begin(
      Database database, long run, Interruption interruption, Consumer<String> say)
      throws SQLException {
    Connection session = Locks.session(database);
    try {
      RunLocks.share(session, run);
      // Only now: the last process to leave the run may have recorded that a moment ago.
      TaskRuns.revive(session, run);
      RunMembership membership =
          new RunMembership(
              session, run, interruption, new BlockedSessions(database.applicationName(), say));
      membership.beatOnce();
      Thread heart = new Thread(membership::beat, "run heartbeat");
      heart.setDaemon(true);
      heart.start();
      return membership;
    } catch (SQLException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public Optional<Stop> stopped() {
    if (interruption.requested()) {
      stop(Stop.INTERRUPTED);
    }
    return Optional.ofNullable(stop.get());
  }

  @Override
  public void stop(Stop why) {
    stop.compareAndSet(null, why);
  }

  /** How many items of the run failed, in any process, as of the last heartbeat. */
  long failed() {
    return failed;
  }

  /** Takes the right to divide the run, if nobody else has it. */
  boolean tryDivision() throws SQLException {
    return tryChunk(DIVISION);
  }

  void releaseDivision() throws SQLException {
    releaseChunk(DIVISION);
  }

  /** A query on the session that holds the locks. */
  interface SessionQuery<R> {
    R run(Connection session) throws SQLException;
  }

  /** Runs a query on the session that holds the locks; this saves a login per query. */
  <R> R ask(SessionQuery<R> query) throws SQLException {
    synchronized (chunks) {
      return query.run(session);
    }
  }

  /** Takes a chunk's lock, if nobody else has it. */
  boolean tryChunk(int number) throws SQLException {
    synchronized (chunks) {
      if (chunks.contains(number) || !RunLocks.tryChunk(session, run, number)) {
        return false;
      }
      return chunks.add(number);
    }
  }

  void releaseChunk(int number) throws SQLException {
    synchronized (chunks) {
      if (chunks.remove(number)) {
        RunLocks.releaseChunk(session, run, number);
      }
    }
  }

  private void beat() {
    try {
      while (!closed.await(BEAT_MILLIS, TimeUnit.MILLISECONDS)) {
        beatOnce();
        blocked.look(session);
      }
    } catch (SQLException e) {
      if (closed.getCount() > 0) {
        stop(Stop.LOST);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // One statement: a sign of life, the counts for anyone watching, and requests for us.
  private void beatOnce() throws SQLException {
    try (PreparedStatement update =
        session.prepareStatement(
            """
            update admin_run r set heartbeat_at = current_timestamp, processed = c.processed, failed = c.failed
            from (select coalesce(sum(processed), 0) as processed, coalesce(sum(failed), 0) as failed
              from admin_run_chunk where run_id = ?) c
            where r.id = ? returning r.status, r.request, r.failed
            """)) {
      update.setLong(1, run);
      update.setLong(2, run);
      try (ResultSet row = update.executeQuery()) {
        if (!row.next()) {
          stop(Stop.CANCELLED);
          return;
        }
        failed = row.getLong(3);
        hear(RunStatus.valueOf(row.getString(1)), Optional.ofNullable(row.getString(2)));
      }
    }
  }

  private void hear(RunStatus status, Optional<String> request) {
    if (status == RunStatus.CANCELLED || request.equals(Optional.of(RunRequest.CANCEL.name()))) {
      stop(Stop.CANCELLED);
    } else if (status == RunStatus.PAUSED || request.equals(Optional.of(RunRequest.PAUSE.name()))) {
      stop(Stop.PAUSED);
    } else if (status == RunStatus.FAILED || status == RunStatus.REFUSED) {
      stop(Stop.FAILED);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try (session) {
      RunLocks.releaseAll(session);
    } catch (SQLException e) {
      // The server releases the locks with the session, however it ended.
    }
  }
}
