/**
 * Runs and tasks as somebody watches them who takes no part: figures per task for the server's
 * metrics, and two of {@code doctor}'s checks, of overdue tasks and abandoned runs. The ledger and
 * the list of tasks go in; metrics and findings come out.
 */
@NullMarked
package dev.oneoff.admin.run.watch;

import org.jspecify.annotations.NullMarked;
