package dev.oneoff.admin.run.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Range;
import dev.oneoff.admin.run.step.Step;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Numbers are the items; what is done in a batch that fails is done again. */
class BatchesTest {

  private static final int ITEMS = 1000;

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private final Set<Integer> poison = new TreeSet<>();
  private final List<String> aside = new ArrayList<>();
  private final List<Integer> committed = new ArrayList<>();
  private final List<Integer> open = new ArrayList<>();
  private int transactions;
  private int deadlocks;

  @Test
  void oneBadItemIsIsolatedAndAllOthersAreDoneOnce() throws Exception {
    poison.addAll(Set.of(1, 500, 501, 1000));

    work(new Numbers());

    assertThat(aside).containsExactly("1", "500", "501", "1000");
    assertThat(committed).hasSize(ITEMS - 4).doesNotHaveDuplicates().isSorted();
    assertThat(transactions).as("a few for each bad item").isLessThan(120);
  }

  @Test
  void aBatchBlockedByOthersIsTriedAgain() throws Exception {
    deadlocks = 3;

    work(new Numbers());

    assertThat(committed).hasSize(ITEMS);
    assertThat(aside).isEmpty();
  }

  @Test
  void aFailureThatNoItemCausedEndsTheRun() {
    poison.add(7);
    assertThatThrownBy(
            () ->
                work(
                    new Numbers() {
                      @Override
                      public Optional<Key> first(Range range) {
                        return Optional.empty();
                      }
                    }))
        .hasMessage("7 is bad");
  }

  private void work(Step step) throws Exception {
    new Batches(
            step,
            this::transaction,
            database.dataSource(),
            new BatchSize(Duration.ofHours(1), 100, sentence -> {}),
            Throttle.NONE,
            new Unstopped(),
            new Noted())
        .work(new DryChunk());
  }

  private <R> R transaction(Callable<R> work) throws Exception {
    transactions++;
    open.clear();
    R result = work.call();
    committed.addAll(open);
    return result;
  }

  private class Numbers implements Step {

    @Override
    public Done run(Range range, int limit) throws Exception {
      if (deadlocks-- > 0) {
        throw new SQLException("deadlock detected", "40P01");
      }
      int next = next(range);
      int last = Math.min(next + limit - 1, ITEMS);
      for (int number = next; number <= last; number++) {
        if (poison.contains(number)) {
          throw new IllegalStateException(number + " is bad");
        }
        open.add(number);
      }
      return new Done(last - next + 1, Key.of(Integer.toString(last)), last == ITEMS);
    }

    @Override
    public Optional<Key> first(Range range) {
      return Optional.of(Key.of(Integer.toString(next(range))));
    }

    private int next(Range range) {
      Key after = range.after();
      return after == null ? 1 : Integer.parseInt(after.parts().get(0)) + 1;
    }
  }

  private static final class Unstopped implements StopFlag {
    @Override
    public Optional<Stop> stopped() {
      return Optional.empty();
    }

    @Override
    public void stop(Stop why) {
      throw new AssertionError(why);
    }
  }

  private final class Noted implements Tally {
    @Override
    public void done(long items) {}

    @Override
    public void setAside(String key, String error) {
      aside.add(key);
    }
  }
}
