package dev.oneoff.admin.cli;

import java.util.List;

/** An {@link AdminCommand} with commands below it that it finds itself. */
public interface Subcommands {

  /** Those there are; asked only when the arguments name this command. */
  List<Subcommand> subcommands();

  /** Any of them: for what describes the toolkit, whatever the service. */
  Subcommand example();
}
