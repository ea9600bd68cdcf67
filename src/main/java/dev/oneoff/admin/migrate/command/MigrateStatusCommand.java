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
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.migrate.MigratedDatasources;
import dev.oneoff.admin.migrate.Migrations;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code migrate status}. */
@AutoService(AdminCommand.class)
@SubcommandOf(MigrateCommand.class)
@Command(
    name = "status",
    description = "Lists the changesets and the state of each in the database.")
public final class MigrateStatusCommand implements DatabaseCommand {

  @Mixin FormatOption format;

  @Override
  public List<Datasource> datasources(Settings settings, Consumer<String> say) {
    return format.format() == Format.TABLE
        ? MigratedDatasources.of(settings, say)
        : MigratedDatasources.onlyOne(settings, "--format is");
  }

  @Override
  public ExitCode run(Invocation invocation, Database database) throws Exception {
    Console console = invocation.console();
    Migrations migrations = new Migrations(database.settings(), database.directDataSource());
    ChangesetTable.print(console, format.format(), migrations.statuses());
    return ExitCode.DONE;
  }
}
