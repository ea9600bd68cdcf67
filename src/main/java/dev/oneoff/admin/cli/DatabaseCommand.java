package dev.oneoff.admin.cli;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.database.Database;

/** A command that needs the service's database and settings, without a boot. */
public non-sealed interface DatabaseCommand extends AdminCommand {
  ExitCode run(Invocation invocation, Database database) throws Exception;
}
