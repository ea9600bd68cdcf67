package dev.oneoff.admin.cli.parse;

import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Subcommand;
import java.util.List;

/** An {@link AdminCommand} that finds its own subcommands. */
public interface Subcommands {

  /** The existing ones; called only if the arguments name this command. */
  List<Subcommand> subcommands();

  /**
   * Called before a word that is none of them is reported as a mistake.
   *
   * @throws dev.oneoff.admin.AdminException if they are not all known
   */
  void requireAllKnown();

  /** An example of them: for descriptions of the toolkit that do not depend on the service. */
  Subcommand example();
}
