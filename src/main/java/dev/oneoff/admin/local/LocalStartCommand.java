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

/** {@code local start}. */
@AutoService(AdminCommand.class)
@SubcommandOf(LocalCommand.class)
@Command(name = "start", description = "Starts the local PostgreSQL, unless it is running already.")
public final class LocalStartCommand implements SettingsCommand {

  @Override
  public ExitCode run(Invocation invocation, Settings settings) {
    Console console = invocation.console();
    LocalServiceDatabase.allowed(settings).start(console::say);
    return ExitCode.DONE;
  }
}
