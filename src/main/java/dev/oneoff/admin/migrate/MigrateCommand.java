package dev.oneoff.admin.migrate;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.ExitCode;
import dev.oneoff.admin.cli.FormatOption;
import dev.oneoff.admin.cli.LockOptions;
import dev.oneoff.admin.database.Database;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code migrate}. */
@AutoService(AdminCommand.class)
@Command(
    name = "migrate",
    description = "Brings the database's schema to where this release needs it.")
public final class MigrateCommand implements DatabaseCommand {

  static final class Question {
    @Option(
        names = "--plan",
        description =
            "Shows the statements that would run, what each locks and whom that blocks, and runs none.")
    boolean plan;

    @Option(
        names = "--check",
        description = "Ends with 5 when a changeset is pending, and runs none.")
    boolean check;
  }

  @ArgGroup Question question = new Question();
  @Mixin LockOptions lock;
  @Mixin FormatOption format;

  @Override
  public ExitCode run(Console console, Database database) throws Exception {
    Migrations migrations = new Migrations(database.settings(), database.directDataSource());
    if (question.plan || question.check) {
      List<Changeset> pending = migrations.pending();
      if (question.plan) {
        PlanTable.print(console, format.format(), migrations.plan());
      } else {
        ChangesetTable.print(console, format.format(), pending);
      }
      console.say(pending.isEmpty() ? "Nothing is pending." : count(pending.size()) + " pending.");
      return question.check && !pending.isEmpty() ? ExitCode.NOT_AS_REQUIRED : ExitCode.DONE;
    }
    try (Interruption.Hold hold = console.interruption().hold()) {
      int applied =
          new SchemaUpdate(database, migrations, console.interruption(), console::say)
              .run(lock.ifLocked(), lock.waitTimeout());
      console.say(
          applied == 0
              ? "Nothing to do: the schema is current."
              : count(applied) + " applied; the schema is current.");
    }
    return ExitCode.DONE;
  }

  private static String count(int changesets) {
    return changesets == 1 ? "1 changeset" : changesets + " changesets";
  }
}
