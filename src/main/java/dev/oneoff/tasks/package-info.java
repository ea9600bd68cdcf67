/**
 * The tasks of this service: one class for each data fix, cleanup or report.
 *
 * <p>A task only says what is to be done: which items, and what happens to each. Loops,
 * transactions, batches, dry runs, locks, progress and exit codes are the runner's job. To add one:
 *
 * <ol>
 *   <li>Write a class annotated with {@link dev.oneoff.admin.task.Task}. Its command-line name is
 *       the class name in kebab case; name a fix or a cleanup with an imperative ({@code
 *       BackfillSlugs}), a report with a noun ({@code OverdueOrders}).
 *   <li>Implement {@link dev.oneoff.admin.task.DataFix} (one item at a time), {@link
 *       dev.oneoff.admin.task.BulkFix} (one statement for many), {@link
 *       dev.oneoff.admin.task.Cleanup} or {@link dev.oneoff.admin.task.BatchCleanup} (deletes), or
 *       {@link dev.oneoff.admin.task.Report}.
 *   <li>Inject what it needs: it is a bean. Fields with picocli's {@code @Option} are its options;
 *       add {@link dev.oneoff.admin.Sensitive} if nobody may see the value.
 *   <li>For one-off code, say when it should be deleted, with {@code deleteBy}.
 *   <li>Test what it does to one item: plain JUnit will do, since a task is a plain class.
 * </ol>
 *
 * <p>There is nothing to register. {@code fix}, {@code cleanup} and {@code report} list the tasks
 * that exist.
 */
@NullMarked
package dev.oneoff.tasks;

import org.jspecify.annotations.NullMarked;
