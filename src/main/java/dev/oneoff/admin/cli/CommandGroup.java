package dev.oneoff.admin.cli;

/** A name with commands below it that does nothing by itself. */
public non-sealed interface CommandGroup extends AdminCommand {}
