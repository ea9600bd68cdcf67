package dev.oneoff.admin.cli;

/**
 * A verb of the command line: a class with picocli's {@code @Command} and
 * {@code @AutoService(AdminCommand.class)}. Its rung, which is how much of the application it
 * needs, follows from which of these interfaces it implements; it injects nothing and cannot use
 * more than it declared. It parses, calls one service and prints.
 */
public sealed interface AdminCommand
    permits CommandGroup, StandaloneCommand, SettingsCommand, DatabaseCommand, ApplicationCommand {}
