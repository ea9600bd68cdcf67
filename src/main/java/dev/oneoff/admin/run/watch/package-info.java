/**
 * What a server and a health check tell of runs: what is overdue, what nobody goes on with, and
 * figures of each task. The ledger comes in, checks and metrics go out.
 */
@NullMarked
package dev.oneoff.admin.run.watch;

import org.jspecify.annotations.NullMarked;
