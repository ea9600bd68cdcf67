package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.run.items.ItemSource;
import dev.oneoff.admin.run.step.Changes;
import dev.oneoff.admin.run.step.Step;
import java.util.Optional;

/** What the workers of a run do: the items, and the step applied to each batch. */
interface Workload {

  /** The items, for counting and dividing; empty if only the work itself can find them. */
  Optional<ItemSource<?>> items() throws Exception;

  /** A step for one worker. */
  Step step(Changes changes) throws Exception;
}
