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
import dev.oneoff.admin.migrate.SchemaRollback;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code migrate rollback}. */
@AutoService(AdminCommand.class)
@Recorded(unless = {"--plan", "--sql"})
@SubcommandOf(MigrateCommand.class)
@Command(
    name = "rollback",
    description = "Rolls back the last changesets of the service's changelog.")
public final class MigrateRollbackCommand implements DatabaseCommand {

  static final class PreviewOptions {
    @Option(names = "--plan", description = LimitOptions.PLAN)
    boolean plan;

    @Option(names = "--sql", description = LimitOptions.SQL)
    boolean sql;
  }

  @ArgGroup(multiplicity = "1")
  RollbackOptions target = new RollbackOptions();

  @ArgGroup PreviewOptions preview = new PreviewOptions();
  @Mixin ConfirmOption confirm;
  @Mixin InDoubtOption inDoubt = new InDoubtOption();
  @Mixin LockOptions lock;
  @Mixin FormatOption format;

  @Override
  public ExitCode run(Invocation invocation, Database database) throws Exception {
    Console console = invocation.console();
    MigrationTools.requireLiquibase(
        database.settings(), "roll back", "Undo it in a new migration, and run 'migrate'.");
    Migrations migrations =
        new Migrations(database.settings(), database.directDataSource()).told(inDoubt.answer());
    SchemaRollback rollback = new SchemaRollback(migrations, target.target());
    if (preview.sql) {
      console.data().write(rollback.script());
      return ExitCode.DONE;
    }
    List<ChangesetStatus> plan = rollback.plan();
    if (preview.plan) {
      ChangesetTable.print(console, format.format(), plan);
      return ExitCode.DONE;
    }
    SchemaChange change =
        new SchemaChange(database, migrations, invocation.interruption(), console::say);
    confirm.requireOutsideDevelopment(
        console,
        "rolls back " + ChangesetStatus.count(plan.size()) + " of " + database.location(),
        change.environment());
    int gone =
        change.run(
            lock.ifLocked(),
            lock.waitTimeout(),
            (locked, checkpoint) -> {
              locked.applyToolkit(checkpoint, console::say);
              return new SchemaRollback(locked, target.target())
                  .run(plan, checkpoint, console::say);
            });
    console.say(
        gone == 0 ? "Nothing to roll back." : ChangesetStatus.count(gone) + " rolled back.");
    return ExitCode.DONE;
  }
}
