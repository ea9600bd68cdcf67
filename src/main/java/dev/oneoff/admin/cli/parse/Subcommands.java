package dev.oneoff.admin.cli.parse;

import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Subcommand;
import java.util.List;

/** An {@link AdminCommand} with commands below it that it finds itself. */
public interface Subcommands {

  /** Those there are; asked only when the arguments name this command. */
  List<Subcommand> subcommands();

  /**
   * Asked before a word that is none of them is called a mistake.
   *
   * @throws dev.oneoff.admin.AdminException if they are not all known
   */
  void requireAllKnown();

  /** Any of them: for what describes the toolkit, whatever the service. */
  Subcommand example();
}
