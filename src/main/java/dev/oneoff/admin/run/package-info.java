/**
 * Tasks from the command line to completion, and the runs of all commands as the ledger knows them.
 *
 * <p>{@link dev.oneoff.admin.run.index.TaskIndex} reads the task names without a boot, {@code fix
 * NAME} and its siblings parse, and {@link dev.oneoff.admin.run.runner.TaskRunner} does the rest in
 * the booted service.
 */
@NullMarked
package dev.oneoff.admin.run;

import org.jspecify.annotations.NullMarked;
