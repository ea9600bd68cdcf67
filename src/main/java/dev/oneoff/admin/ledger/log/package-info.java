/**
 * The log of a run. Lines come from streams and loggers, are buffered here, and are written to
 * {@code admin_run_log} on a connection of their own.
 */
@NullMarked
package dev.oneoff.admin.ledger.log;

import org.jspecify.annotations.NullMarked;
