/**
 * The API for task authors. A task says what is to be done: which items, and what happens to each.
 * How it is done is the runner's business: loops, transactions, batches, dry runs, locks, progress,
 * exit codes.
 */
@NullMarked
package dev.oneoff.admin.task;

import org.jspecify.annotations.NullMarked;
