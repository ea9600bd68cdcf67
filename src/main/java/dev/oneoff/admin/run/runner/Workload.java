package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.run.items.ItemSource;
import dev.oneoff.admin.run.step.Changes;
import dev.oneoff.admin.run.step.Step;
import java.util.Optional;

/** What the workers of a run do: the items, and the step from one batch to the next. */
interface Workload {

  /** The items, for counting and dividing; empty where only the work itself finds them. */
  Optional<ItemSource<?>> items() throws Exception;

  /** A step for one worker. */
  Step step(Changes changes) throws Exception;
}
