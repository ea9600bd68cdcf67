/**
 * A run from start to finish: divided into chunks, processed by a crew of workers, paused and
 * resumed. Executes a {@link dev.oneoff.admin.run.runner.TaskOrder}; the result is changed rows and
 * a run in the ledger.
 */
@NullMarked
package dev.oneoff.admin.run.runner;

import org.jspecify.annotations.NullMarked;
