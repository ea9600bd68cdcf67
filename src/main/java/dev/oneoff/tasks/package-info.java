/**
 * The tasks of this service: one class for each data fix, cleanup or report.
 *
 * <p>A task says only what is to be done: which items, and what happens to one of them. Loops,
 * transactions, batches, dry runs, locks, progress and exit codes are the runner's. How to add one:
 *
 * <ol>
 *   <li>A class with {@link dev.oneoff.admin.task.Task}. Its name on the command line is its own in
 *       kebab case; a fix and a cleanup are called by an imperative ({@code BackfillSlugs}), a
 *       report by a noun ({@code OverdueOrders}).
 *   <li>It implements {@link dev.oneoff.admin.task.DataFix} (an item at a time), {@link
 *       dev.oneoff.admin.task.BulkFix} (a statement for many), {@link
 *       dev.oneoff.admin.task.Cleanup} or {@link dev.oneoff.admin.task.BatchCleanup} (deletes), or
 *       {@link dev.oneoff.admin.task.Report}.
 *   <li>It is a bean, so it injects what it needs. Fields with picocli's {@code @Option} are its
 *       options; with {@link dev.oneoff.admin.Sensitive}, none that anybody sees.
 *   <li>One-off code says when it will be deleted, by {@code deleteBy}.
 *   <li>A test of what it does to one item: plain JUnit, for a task is a plain class.
 * </ol>
 *
 * <p>Nothing is registered. {@code fix}, {@code cleanup} and {@code report} list what there is.
 */
@NullMarked
package dev.oneoff.tasks;

import org.jspecify.annotations.NullMarked;
