package dev.oneoff.admin.migrate.command;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.option.ConfirmOption;
import dev.oneoff.admin.cli.option.LockOptions;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.Counts;
import dev.oneoff.admin.migrate.MigrationTools;
import dev.oneoff.admin.migrate.Migrations;
import dev.oneoff.admin.migrate.SchemaChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code migrate repair}. */
@AutoService(AdminCommand.class)
@Recorded(cure = true)
@SubcommandOf(MigrateCommand.class)
@Command(
    name = "repair",
    description =
        "Puts Flyway's history right: failed migrations are pending again, and changed texts count as what ran. See 'migrate validate' first.")
public final class MigrateRepairCommand implements DatabaseCommand {

  @Mixin ConfirmOption confirm;
  @Mixin LockOptions lock;

  @Override
  public ExitCode run(Invocation invocation, Database database) throws Exception {
    Console console = invocation.console();
    MigrationTools.requireFlyway(database.settings(), "repair");
    Migrations migrations = new Migrations(database.settings(), database.directDataSource());
    SchemaChange change =
        new SchemaChange(database, migrations, invocation.interruption(), console::say);
    confirm.requireOutsideDevelopment(
        console, "rewrites Flyway's history in " + database.location(), change.environment());
    int repaired =
        change.run(
            lock.ifLocked(),
            lock.waitTimeout(),
            (locked, checkpoint) -> {
              locked.applyToolkit(checkpoint, console::say);
              return locked.repair(console::say);
            });
    console.say(
        repaired == 0 ? "Nothing to repair." : Counts.of(repaired, "migration") + " repaired.");
    return ExitCode.DONE;
  }
}
