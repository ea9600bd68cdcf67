package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.run.batch.Chunks;
import dev.oneoff.admin.run.batch.Transactions;
import dev.oneoff.admin.run.items.ItemSource;
import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.KeyedTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Divides a run into chunks. Of several processes that start together one does it, under a lock of
 * the run; the others wait as long as it takes, and take over if that process is gone.
 */
final class Division {

  private static final long POLL_NANOS = 500_000_000;

  private final Workload work;
  private final Chunks chunks;
  private final Transactions transactions;
  private final Consumer<String> say;
  private Optional<KeyedTable> table = Optional.empty();

  Division(Workload work, Chunks chunks, Transactions transactions, Consumer<String> say) {
    this.work = work;
    this.chunks = chunks;
    this.transactions = transactions;
    this.say = say;
  }

  /** Returns when the run is divided, by whichever process, or when everybody stops. */
  boolean work(RunMembership membership) throws Exception {
    boolean told = false;
    while (membership.stopped().isEmpty()) {
      if (membership.ask(chunks::planned)) {
        table = transactions.rollback(work::items).flatMap(ItemSource::table);
        return true;
      }
      if (membership.tryDivision()) {
        try {
          divide(membership);
        } finally {
          membership.releaseDivision();
        }
        continue;
      }
      if (!told) {
        say.accept("Another process is dividing the work; waiting for it.");
        told = true;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return false;
  }

  /** The table that the items are rows of, if there is one. */
  Optional<KeyedTable> table() {
    return table;
  }

  private void divide(RunMembership membership) throws Exception {
    if (membership.ask(chunks::planned)) {
      return;
    }
    transactions.rollback(
        () -> {
          plan(work.items());
          return true;
        });
  }

  private void plan(Optional<ItemSource<?>> items) throws Exception {
    OptionalLong total = items.isPresent() ? items.get().count() : OptionalLong.empty();
    List<Key> cuts = List.of();
    if (items.isPresent() && total.orElse(0) > Chunks.SMALLEST) {
      cuts = items.get().cuts(Chunks.size(total.getAsLong()));
    }
    chunks.plan(cuts, total);
  }
}
