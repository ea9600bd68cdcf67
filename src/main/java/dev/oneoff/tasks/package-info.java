/**
 * The tasks of this service: one class for each data fix, cleanup or report.
 *
 * <p>Planned; the interfaces come with the tasks' feature, and until then this package is empty. A
 * task will say only what is to be done: which items, and what happens to one of them. Loops,
 * transactions, batches, dry runs, locks, progress and exit codes will be the runner's. Its name on
 * the command line will be its class's name in kebab case: a fix and a cleanup are called by an
 * imperative ({@code BackfillSlugs}), a report by a noun ({@code OverdueOrders}). Adding a task
 * will be adding one class here and its test; nothing is registered. One-off code knows when it
 * will be deleted, and says so.
 */
@NullMarked
package dev.oneoff.tasks;

import org.jspecify.annotations.NullMarked;
