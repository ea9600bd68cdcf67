package dev.oneoff.admin.migrate.diff;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.migrate.command.MigrateCommand;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code migrate diff}. */
@AutoService(AdminCommand.class)
@SubcommandOf(MigrateCommand.class)
@Command(
    name = "diff",
    description =
        "Compares the service's entities with the actual tables. Exits with 5 if they differ.")
public final class MigrateDiffCommand implements ApplicationCommand {

  @Mixin FormatOption format;

  @Override
  public ExitCode run(Invocation invocation, Application application) throws Exception {
    Console console = invocation.console();
    List<SchemaDiff.Difference> differences = application.create(SchemaDiff.class).find();
    RowPrinter rows =
        console.rows(
            format.format(), List.of("table", "column", "difference", "entities", "database"));
    differences.forEach(
        found ->
            rows.row(
                Arrays.asList(
                    found.table(),
                    found.column(),
                    found.kind(),
                    found.entities(),
                    found.database())));
    rows.end();
    console.say(
        differences.isEmpty()
            ? "The entities and the tables agree."
            : "The entities and the tables differ.");
    return differences.isEmpty() ? ExitCode.DONE : ExitCode.NOT_AS_REQUIRED;
  }
}
