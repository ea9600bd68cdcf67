package dev.oneoff.admin.cli;

import dev.oneoff.admin.ExitCode;

/** A command that needs nothing from the application. */
public non-sealed interface StandaloneCommand extends AdminCommand {
  ExitCode run(Console console) throws Exception;
}
