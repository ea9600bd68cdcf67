package dev.oneoff.admin.cli;

import dev.oneoff.admin.ExitCode;

/** A command that needs nothing of the application. */
public non-sealed interface StandaloneCommand extends AdminCommand {
  ExitCode run(Console console) throws Exception;
}
