package dev.oneoff.admin.cli;

import java.util.function.Supplier;

/**
 * A command without a class of its own, one of many of the same kind.
 *
 * @param command what runs; its options are the same for the whole kind
 * @param options an object whose picocli options are specific to this one; only requested when the
 *     arguments name it
 */
public record Subcommand(
    String name, String description, Supplier<AdminCommand> command, Supplier<Object> options) {}
