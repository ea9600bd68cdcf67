/**
 * A run from its opening to its end: divided into chunks, worked on by a crew, paused and
 * continued. A {@link dev.oneoff.admin.run.runner.TaskOrder} comes in; changed rows and a run in
 * the ledger go out.
 */
@NullMarked
package dev.oneoff.admin.run.runner;

import org.jspecify.annotations.NullMarked;
