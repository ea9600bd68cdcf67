package dev.oneoff.admin.run.history;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.option.ConfirmOption;
import dev.oneoff.admin.cli.option.DurationOption;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.ledger.Counts;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runs prune}. */
@AutoService(AdminCommand.class)
@Recorded
@SubcommandOf(RunsCommand.class)
@Command(
    name = "prune",
    description =
        "Deletes old runs with everything recorded for them. Runs of tasks that can be resumed stay.")
public final class RunsPruneCommand implements DatabaseCommand {

  static final String OLDER_THAN = "How long ago they must have ended, as in 90d.";

  @Option(
      names = "--older-than",
      paramLabel = "DURATION",
      required = true,
      converter = DurationOption.class,
      description = OLDER_THAN)
  Duration olderThan;

  @Mixin ConfirmOption confirm;

  @Override
  public ExitCode run(Invocation invocation, Database database) throws Exception {
    Console console = invocation.console();
    RunPruning pruning = new RunPruning(Instant.now().minus(olderThan));
    long runs = pruning.count(database);
    confirm.requireOutsideDevelopment(
        console,
        "deletes " + Counts.of(runs, "run") + " from the ledger of " + database.location(),
        Environment.requireForWriting(database));
    pruning.run(database, invocation.interruption());
    console.say(runs == 0 ? "Nothing is that old." : Counts.of(runs, "run") + " deleted.");
    return ExitCode.DONE;
  }
}
