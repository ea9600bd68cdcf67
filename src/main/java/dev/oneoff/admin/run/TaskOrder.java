package dev.oneoff.admin.run;

import dev.oneoff.admin.cli.Arguments;
import dev.oneoff.admin.cli.ConfirmOption;
import java.util.Optional;

/**
 * Which task is to be run, and how.
 *
 * @param arguments the task's own
 * @param again whether a fix that was done before is done once more
 * @param confirm of what deletes
 */
public record TaskOrder(
    TaskType task,
    Arguments arguments,
    TaskOptions options,
    boolean again,
    Optional<ConfirmOption> confirm) {}
