package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.run.batch.Batches;
import dev.oneoff.admin.run.batch.Chunk;
import dev.oneoff.admin.run.batch.Chunks;
import dev.oneoff.admin.run.batch.FencedOff;
import dev.oneoff.admin.run.batch.StopFlag.Stop;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The workers of one process: each claims one chunk after another. */
final class Crew {

  /** Creates what one worker works with. */
  interface Hire {
    Batches worker(RunMembership membership) throws Exception;
  }

  private static final long POLL_NANOS = 500_000_000;

  private final int workers;
  private final Chunks chunks;
  private final Hire hire;

  Crew(int workers, Chunks chunks, Hire hire) {
    this.workers = workers;
    this.chunks = chunks;
    this.hire = hire;
  }

  /**
   * Works until all chunks are done, by whichever process, or until everybody stops.
   *
   * @return whether all are done
   * @throws Throwable the first failure, if there was one
   */
  boolean work(RunMembership membership) throws Throwable {
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      List<Callable<@Nullable Void>> all = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        all.add(
            () -> {
              workToTheEnd(membership);
              return null;
            });
      }
      @Nullable Throwable first = null;
      List<Future<@Nullable Void>> futures = new ArrayList<>();
      for (Callable<@Nullable Void> one : all) {
        futures.add(threads.submit(one));
      }
      for (Future<@Nullable Void> future : futures) {
        try {
          future.get();
        } catch (ExecutionException e) {
          first = first == null ? e.getCause() : first;
        }
      }
      if (first != null) {
        throw first;
      }
      return membership.stopped().isEmpty();
    } finally {
      threads.shutdownNow();
    }
  }

  // A worker that cannot even start stops the others too, or nobody would know that work is left.
  private void workToTheEnd(RunMembership membership) throws Exception {
    try {
      Batches batches = hire.worker(membership);
      while (membership.stopped().isEmpty()) {
        List<Integer> left = membership.ask(chunks::left);
        if (left.isEmpty()) {
          return;
        }
        Optional<Integer> mine = take(membership, left);
        if (mine.isEmpty()) {
          // Others have the rest. They may die, so wait for the end.
          LockSupport.parkNanos(POLL_NANOS);
          continue;
        }
        try {
          int number = mine.get();
          Optional<Chunk> chunk = membership.ask(session -> chunks.claim(session, number));
          if (chunk.isPresent()) {
            batches.work(chunk.get());
          }
        } catch (FencedOff e) {
          // We were taken for dead; another process has the chunk.
        } finally {
          membership.releaseChunk(mine.get());
        }
      }
    } catch (Throwable e) {
      membership.stop(RunPhases.lost(e) ? Stop.LOST : Stop.FAILED);
      throw e;
    }
  }

  private static Optional<Integer> take(RunMembership membership, List<Integer> left)
      throws SQLException {
    for (int number : left) {
      if (membership.tryChunk(number)) {
        return Optional.of(number);
      }
    }
    return Optional.empty();
  }
}
