package dev.oneoff.admin.migrate.command;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.option.ConfirmOption;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.migrate.EnvironmentStamp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code migrate environment}. */
@AutoService(AdminCommand.class)
@Recorded
@SubcommandOf(MigrateCommand.class)
@Command(
    name = "environment",
    description =
        "Renames the environment that the database is stamped with, for example after restoring a copy.")
public final class MigrateEnvironmentCommand implements DatabaseCommand {

  @Parameters(paramLabel = "NEW", description = "The new name of the database's environment.")
  String newName;

  @Mixin ConfirmOption confirm;

  @Override
  public ExitCode run(Invocation invocation, Database database) throws Exception {
    Console console = invocation.console();
    String name = Environment.checkName(newName);
    EnvironmentStamp stamp = new EnvironmentStamp(database);
    String old = stamp.current();
    confirm.require(
        console,
        "renames the environment of " + database.location() + " from " + old + " to " + name,
        old);
    stamp.rename(old, name);
    console.say("The environment of " + database.location() + " is now " + name + ".");
    return ExitCode.DONE;
  }
}
