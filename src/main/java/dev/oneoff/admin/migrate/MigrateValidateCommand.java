package dev.oneoff.admin.migrate;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.ExitCode;
import dev.oneoff.admin.cli.FormatOption;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.database.Database;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code migrate validate}. */
@AutoService(AdminCommand.class)
@SubcommandOf(MigrateCommand.class)
@Command(
    name = "validate",
    description = "Lists what is wrong with the changelog, and ends with 5 when something is.")
public final class MigrateValidateCommand implements DatabaseCommand {

  @Mixin FormatOption format;

  @Override
  public ExitCode run(Console console, Database database) throws Exception {
    Migrations migrations = new Migrations(database.settings(), database.directDataSource());
    List<ChangelogProblems.Problem> problems = new ChangelogProblems(migrations).find();
    RowPrinter rows =
        console.rows(format.format(), List.of("changelog", "file", "id", "author", "problem"));
    for (ChangelogProblems.Problem problem : problems) {
      rows.row(
          List.of(
              problem.changelog(),
              problem.file(),
              problem.id(),
              problem.author(),
              problem.problem()));
    }
    rows.end();
    if (!problems.isEmpty()) {
      return ExitCode.NOT_AS_REQUIRED;
    }
    console.say("The changelog is in order.");
    return ExitCode.DONE;
  }
}
