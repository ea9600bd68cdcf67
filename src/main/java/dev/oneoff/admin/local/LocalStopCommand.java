package dev.oneoff.admin.local;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SettingsCommand;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.database.address.LocalServiceDatabase;
import picocli.CommandLine.Command;

/** {@code local stop}. */
@AutoService(AdminCommand.class)
@SubcommandOf(LocalCommand.class)
@Command(
    name = "stop",
    description = "Stops the local PostgreSQL and ends its sessions. The data stays.")
public final class LocalStopCommand implements SettingsCommand {

  @Override
  public ExitCode run(Invocation invocation, Settings settings) {
    Console console = invocation.console();
    boolean stopped = LocalServiceDatabase.of(settings).postgres().stop();
    console.say(
        stopped ? "The local PostgreSQL is stopped." : "The local PostgreSQL was not running.");
    return ExitCode.DONE;
  }
}
