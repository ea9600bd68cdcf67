package dev.oneoff.admin.run.step;

import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.KeyedTable;
import java.util.List;
import java.util.Optional;

/** Observes what a batch changes in the rows of its items. */
public interface Changes {

  interface Batch {
    void run() throws Exception;
  }

  /** Observes nothing. */
  Changes IGNORED =
      new Changes() {
        @Override
        public boolean wanted() {
          return false;
        }

        @Override
        public void around(Optional<KeyedTable> table, List<Key> keys, Batch batch)
            throws Exception {
          batch.run();
        }
      };

  /** Whether the keys are needed. */
  boolean wanted();

  /**
   * Runs the batch on the rows with these keys.
   *
   * @param table empty if the items are not rows of a table
   */
  void around(Optional<KeyedTable> table, List<Key> keys, Batch batch) throws Exception;
}
