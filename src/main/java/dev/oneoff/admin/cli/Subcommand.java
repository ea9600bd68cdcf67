package dev.oneoff.admin.cli;

import java.util.function.Supplier;

/**
 * A command that is no class of its own, but one of many of a kind.
 *
 * @param command what runs; its options are the same for all of a kind
 * @param options an object whose picocli options are this one's own; asked only when the arguments
 *     name it
 */
public record Subcommand(
    String name, String description, Supplier<AdminCommand> command, Supplier<Object> options) {}
