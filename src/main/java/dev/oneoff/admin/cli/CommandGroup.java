package dev.oneoff.admin.cli;

/** A command that does nothing by itself but has subcommands. */
public non-sealed interface CommandGroup extends AdminCommand {}
