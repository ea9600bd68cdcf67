package dev.oneoff.admin.local;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SettingsCommand;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.option.ConfirmOption;
import dev.oneoff.admin.database.address.LocalServiceDatabase;
import dev.oneoff.admin.database.local.LocalServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code local reset}. */
@AutoService(AdminCommand.class)
@SubcommandOf(LocalCommand.class)
@Command(
    name = "reset",
    description =
        "Drops this service's database on the local PostgreSQL and creates an empty one. Other services' databases stay.")
public final class LocalResetCommand implements SettingsCommand {

  @Mixin ConfirmOption confirm;

  @Override
  public ExitCode run(Invocation invocation, Settings settings) {
    Console console = invocation.console();
    LocalServiceDatabase local = LocalServiceDatabase.allowed(settings);
    confirm.require(
        console,
        "drops the local database " + local.name() + " with everything in it",
        settings.environment().orElse("development"));
    LocalServer server = local.postgres().start(console::say);
    server.dropDatabase(local.name());
    server.ensureDatabase(local.name());
    console.say(
        "The local database " + local.name() + " is empty. Create its tables with 'migrate'.");
    return ExitCode.DONE;
  }
}
