package dev.oneoff.admin.config;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.Counts;
import dev.oneoff.admin.setting.Fingerprints;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code config diff}. */
@AutoService(AdminCommand.class)
@SubcommandOf(ConfigCommand.class)
@Command(
    name = "diff",
    description = {
      "Compares this process's settings with those of the running servers, or with a file. Exits with 5 if they differ.",
      "Secrets are compared only if ONEOFF_FINGERPRINT_KEY is the same on both sides."
    })
public final class ConfigDiffCommand implements DatabaseCommand {

  private static final List<String> COLUMNS = List.of("setting", "here", "from", "there", "with");

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "A properties file, or the output of 'config show --format json' in another environment (.json). Default: the running servers.")
  @Nullable Path file;

  @Mixin FormatOption format;

  @Override
  public ExitCode run(Invocation invocation, Database database) throws Exception {
    Console console = invocation.console();
    Differences differences = new Differences(database.settings());
    if (file != null) {
      differences.withFile(file);
    } else if (differences.withServers(database) == 0) {
      console.say("No server is running on this database, so there is nothing to compare with.");
    }
    print(console, differences.found());
    if (!Fingerprints.of(database.settings()).keyed()) {
      console.say("Secrets are left out, because ONEOFF_FINGERPRINT_KEY is not set.");
    }
    new UnknownVariables(database.settings())
        .all()
        .forEach(sentence -> console.say("warning: " + sentence));
    int count = differences.found().size();
    console.say(count == 0 ? "No difference." : Counts.of(count, "difference") + ".");
    return count == 0 ? ExitCode.DONE : ExitCode.NOT_AS_REQUIRED;
  }

  private void print(Console console, List<Differences.Found> found) {
    RowPrinter rows = console.rows(format.format(), COLUMNS);
    for (Differences.Found each : found) {
      Difference difference = each.difference();
      rows.row(
          Arrays.asList(
              difference.setting(),
              difference.here(),
              difference.from(),
              difference.there(),
              each.with()));
    }
    rows.end();
  }
}
