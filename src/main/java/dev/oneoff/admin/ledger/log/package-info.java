/**
 * The lines that a run says and logs. They come in from streams and loggers, wait here, and go out
 * into {@code admin_run_log} on a connection of their own.
 */
@NullMarked
package dev.oneoff.admin.ledger.log;

import org.jspecify.annotations.NullMarked;
