package dev.oneoff.admin.migrate.command;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.option.WaitTimeoutOption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.migrate.MigratedDatasources;
import dev.oneoff.admin.migrate.Migrations;
import dev.oneoff.admin.migrate.state.SchemaVersion;
import dev.oneoff.admin.migrate.state.SchemaWait;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code migrate wait}. */
@AutoService(AdminCommand.class)
@SubcommandOf(MigrateCommand.class)
@Command(
    name = "wait",
    description =
        "Waits until the schema is the one that this release needs. Meant for an init container of servers that do not migrate.")
public final class MigrateWaitCommand implements DatabaseCommand {

  @Mixin WaitTimeoutOption wait = new WaitTimeoutOption();

  @Override
  public List<Datasource> datasources(Settings settings, Consumer<String> say) {
    return MigratedDatasources.of(settings, say);
  }

  @Override
  public ExitCode run(Invocation invocation, Database database) throws Exception {
    Console console = invocation.console();
    Migrations migrations = new Migrations(database.settings(), database.directDataSource());
    SchemaVersion version =
        new SchemaWait(migrations, invocation.interruption(), console::say)
            .until(wait.waitTimeout());
    console.say("The schema is " + version.describe() + ".");
    return ExitCode.DONE;
  }
}
