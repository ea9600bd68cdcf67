/**
 * All that the author of a task sees. A task says what is to be done: which items, and what happens
 * to one of them. How, is the runner's: loops, transactions, batches, dry runs, locks, progress,
 * exit codes.
 */
@NullMarked
package dev.oneoff.admin.task;

import org.jspecify.annotations.NullMarked;
