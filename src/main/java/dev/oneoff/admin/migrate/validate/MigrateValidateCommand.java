package dev.oneoff.admin.migrate.validate;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.option.FailLevelOption;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.migrate.MigratedDatasources;
import dev.oneoff.admin.migrate.MigrationTools;
import dev.oneoff.admin.migrate.command.MigrateCommand;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code migrate validate}. */
@AutoService(AdminCommand.class)
@SubcommandOf(MigrateCommand.class)
@Command(
    name = "validate",
    description =
        "Checks the changelog before it runs: encoding, parameters, statements that would be cut, files that are skipped, locks on large tables. Exits with 5 if something is wrong.")
public final class MigrateValidateCommand implements DatabaseCommand {

  private static final List<String> COLUMNS =
      List.of("severity", "changelog", "file", "line", "id", "author", "problem", "advice");

  @Option(names = "--no-database", description = "Checks only the files.")
  boolean noDatabase;

  @Mixin FailLevelOption failLevel;
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
    MigrationTools.requireChangelog(database.settings(), "check");
    List<ChangelogFinding> findings = findings(database);
    RowPrinter rows = console.rows(format.format(), COLUMNS);
    findings.stream()
        .sorted(Comparator.comparing(ChangelogFinding::severity).reversed())
        .forEach(
            found ->
                rows.row(
                    Arrays.asList(
                        found.severity(),
                        found.changelog(),
                        found.file(),
                        found.line() == 0 ? null : found.line(),
                        found.id(),
                        found.author(),
                        found.finding().what(),
                        found.finding().advice())));
    rows.end();
    if (findings.isEmpty()) {
      console.say("The changelog is in order.");
    }
    return failLevel.of(findings.stream().map(ChangelogFinding::severity));
  }

  private List<ChangelogFinding> findings(Database database) throws Exception {
    if (MigrationTools.usesFlyway(database.settings())) {
      if (noDatabase) {
        throw AdminException.usage("Flyway reads its files only with a database at hand.");
      }
      return new FlywayLint(database.settings()).in(database.directDataSource());
    }
    ChangelogLint lint = new ChangelogLint(database.settings());
    return noDatabase ? lint.written() : lint.in(database);
  }
}
