package dev.oneoff.admin.migrate.command;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.option.LockOptions;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.migrate.MigrationTools;
import dev.oneoff.admin.migrate.Migrations;
import dev.oneoff.admin.migrate.SchemaChange;
import dev.oneoff.admin.migrate.SchemaTag;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code migrate tag}. */
@AutoService(AdminCommand.class)
@Recorded
@SubcommandOf(MigrateCommand.class)
@Command(
    name = "tag",
    description = "Tags the schema's current state, so that you can roll back to it.")
public final class MigrateTagCommand implements DatabaseCommand {

  @Parameters(paramLabel = "NAME", description = "The tag's name.")
  String tag;

  @Mixin LockOptions lock;

  @Override
  public ExitCode run(Invocation invocation, Database database) throws Exception {
    Console console = invocation.console();
    MigrationTools.requireLiquibase(
        database.settings(), "tag", "Its versions have names already; see 'migrate status'.");
    Migrations migrations = new Migrations(database.settings(), database.directDataSource());
    SchemaChange change =
        new SchemaChange(database, migrations, invocation.interruption(), console::say);
    change.environment();
    String tagged =
        change.run(
            lock.ifLocked(),
            lock.waitTimeout(),
            (locked, checkpoint) -> {
              checkpoint.run();
              return new SchemaTag(locked).set(tag);
            });
    console.say("Tagged " + tagged + " as " + tag + ".");
    return ExitCode.DONE;
  }
}
