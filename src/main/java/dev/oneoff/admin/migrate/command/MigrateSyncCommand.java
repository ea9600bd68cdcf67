package dev.oneoff.admin.migrate.command;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.option.ConfirmOption;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.cli.option.LockOptions;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.migrate.MigrationTools;
import dev.oneoff.admin.migrate.Migrations;
import dev.oneoff.admin.migrate.SchemaChange;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code migrate sync}. */
@AutoService(AdminCommand.class)
@Recorded(unless = "--plan", cure = true)
@SubcommandOf(MigrateCommand.class)
@Command(
    name = "sync",
    description = "Records the service's pending changesets as run, without running them.")
public final class MigrateSyncCommand implements DatabaseCommand {

  @Option(names = "--plan", description = LimitOptions.PLAN)
  boolean plan;

  @ArgGroup LimitOptions limit = new LimitOptions();
  @Mixin ConfirmOption confirm;
  @Mixin LockOptions lock;
  @Mixin FormatOption format;

  @Override
  public ExitCode run(Invocation invocation, Database database) throws Exception {
    Console console = invocation.console();
    MigrationTools.requireChangelog(database.settings(), "record as run");
    Migrations migrations = new Migrations(database.settings(), database.directDataSource());
    Migrations limited = migrations.limited(limit.limit());
    List<ChangesetStatus> due = limited.pendingOfService();
    if (plan) {
      ChangesetTable.print(console, format.format(), due);
      return ExitCode.DONE;
    }
    SchemaChange change =
        new SchemaChange(database, limited, invocation.interruption(), console::say);
    String environment = change.environment();
    confirm.requireOutsideDevelopment(
        console,
        "records " + ChangesetStatus.count(due.size()) + " as run in " + database.location(),
        environment);
    int recorded =
        change.run(
            lock.ifLocked(),
            lock.waitTimeout(),
            (locked, checkpoint) -> {
              locked.applyToolkit(checkpoint, console::say);
              change.stamp(environment);
              return locked.record(checkpoint, console::say);
            });
    console.say(ChangesetStatus.count(recorded) + " recorded as run.");
    return ExitCode.DONE;
  }
}
