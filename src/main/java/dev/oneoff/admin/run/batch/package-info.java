/**
 * Works off a run's chunks, batch by batch, each in a transaction that also saves its cursor. A
 * chunk and a step go in; the step is called with ever larger or smaller batches until the chunk is
 * done or a stop flag is set. The ledger gets the cursor, and each item that fails on its own.
 */
@NullMarked
package dev.oneoff.admin.run.batch;

import org.jspecify.annotations.NullMarked;
