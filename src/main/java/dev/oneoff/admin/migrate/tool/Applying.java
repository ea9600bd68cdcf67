package dev.oneoff.admin.migrate.tool;

import dev.oneoff.admin.migrate.changeset.InDoubt;
import dev.oneoff.admin.migrate.changeset.Patience;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How changesets are to be applied.
 *
 * @param checkpoint is called before each of them, and throws if it must not run
 * @param inDoubt a person's answer about a statement that a killed process left in doubt
 */
public record Applying(
    Runnable checkpoint,
    Consumer<String> say,
    Patience patience,
    Optional<InDoubt.Answer> inDoubt) {}
