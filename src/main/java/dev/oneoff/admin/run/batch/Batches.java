package dev.oneoff.admin.run.batch;

import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.step.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Works through a chunk, batch by batch. A batch that fails is split until the single item that
 * fails on its own is found; that item is set aside, and the rest continues.
 */
public final class Batches {

  /**
   * How a batch's transaction ends: {@link Transactions#commit}, or in a dry run {@code rollback}.
   */
  public interface Transaction {
    <R> R run(Callable<R> work) throws Exception;
  }

  private static final int TRIES = 5;

  private final Step step;
  private final Transaction transaction;
  private final DataSource dataSource;
  private final BatchSize size;
  private final Throttle throttle;
  private final StopFlag stopFlag;
  private final Tally tally;

  // One in this many of the next items fails, or more; 0 if none is expected to.
  private long suspects;
  private int tries;

  public Batches(
      Step step,
      Transaction transaction,
      DataSource dataSource,
      BatchSize size,
      Throttle throttle,
      StopFlag stopFlag,
      Tally tally) {
    this.step = step;
    this.transaction = transaction;
    this.dataSource = dataSource;
    this.size = size;
    this.throttle = throttle;
    this.stopFlag = stopFlag;
    this.tally = tally;
  }

  /**
   * Continues until the chunk is done or everybody stops.
   *
   * @throws FencedOff if another process has the chunk by now
   */
  public void work(Chunk chunk) throws Exception {
    suspects = 0;
    while (!chunk.done()) {
      throttle.await(stopFlag);
      if (stopFlag.stopped().isPresent()) {
        return;
      }
      int limit = suspects > 0 ? (int) Math.max(1, suspects / 2) : size.next();
      try {
        succeeded(chunk, run(chunk, limit));
      } catch (FencedOff | VirtualMachineError e) {
        throw e;
      } catch (Throwable e) {
        failed(chunk, limit, e);
      }
    }
  }

  private Step.Done run(Chunk chunk, int limit) throws Exception {
    long start = System.nanoTime();
    Step.Done done =
        transaction.run(
            () -> {
              on(chunk::enter);
              Step.Done batch = step.run(chunk.rest(), limit);
              on(connection -> chunk.advance(connection, batch));
              return batch;
            });
    size.took(done.items(), Duration.ofNanos(System.nanoTime() - start));
    return done;
  }

  private void succeeded(Chunk chunk, Step.Done done) {
    chunk.moved(done);
    tries = 0;
    suspects = Math.max(0, suspects - done.items());
    tally.done(done.items());
  }

  private void failed(Chunk chunk, int limit, Throwable failure) throws Exception {
    if (ItemFailures.lost(failure)) {
      stopFlag.stop(StopFlag.Stop.LOST);
      return;
    }
    if (ItemFailures.passing(failure) && ++tries < TRIES) {
      // Out of step with whoever is in the way.
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(20_000_000, 200_000_000) * tries);
      return;
    }
    tries = 0;
    if (SqlState.everywhere(failure)) {
      // No item is to blame, and every item would be.
      throw failure instanceof Exception e ? e : new SQLException(failure);
    }
    if (limit > 1) {
      suspects = limit;
      return;
    }
    suspects = 0;
    setAside(chunk, failure);
  }

  private void setAside(Chunk chunk, Throwable failure) throws Exception {
    String error = ItemFailures.text(failure);
    Optional<Key> key =
        transaction.run(
            () -> {
              on(chunk::enter);
              Optional<Key> first = step.first(chunk.rest());
              if (first.isPresent()) {
                on(
                    connection -> {
                      chunk.advance(connection, new Step.Done(0, first.get(), false));
                      chunk.setAside(connection, first.get(), error);
                    });
              }
              return first;
            });
    if (key.isEmpty()) {
      // No item is to blame.
      throw failure instanceof Exception e ? e : new SQLException(failure);
    }
    chunk.moved(new Step.Done(0, key.get(), false));
    size.failed();
    tally.setAside(key.get().toString(), error);
  }

  /** Something written on the connection of the open transaction. */
  private interface Writing {
    void on(Connection connection) throws SQLException;
  }

  private void on(Writing writing) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      writing.on(connection);
    }
  }
}
