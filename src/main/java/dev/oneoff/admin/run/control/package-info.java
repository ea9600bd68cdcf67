/**
 * What is asked of a run from another process: to pause, to stop, to go on, to be retried or
 * undone. A number of a run comes in, a request in the ledger goes out, and what became of it.
 */
@NullMarked
package dev.oneoff.admin.run.control;

import org.jspecify.annotations.NullMarked;
