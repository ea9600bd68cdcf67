package dev.oneoff.admin.migrate.command;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.cli.option.LockOptions;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.migrate.MigratedDatasources;
import dev.oneoff.admin.migrate.Migrations;
import dev.oneoff.admin.migrate.SchemaUpdate;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import dev.oneoff.admin.migrate.plan.PlanTable;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code migrate}. */
@AutoService(AdminCommand.class)
@Recorded(
    unless = {"--plan", "--check", "--sql"},
    onceItBegins = true,
    cure = true)
@Command(name = "migrate", description = "Migrates the database's schema to this release.")
public final class MigrateCommand implements DatabaseCommand {

  /** What is not pending, and yet the next migrate refuses it. */
  private static final Set<ChangesetStatus.State> REFUSED =
      EnumSet.of(
          ChangesetStatus.State.CHANGED, ChangesetStatus.State.FAILED, ChangesetStatus.State.LATE);

  static final class PreviewOptions {
    @Option(names = "--plan", description = LimitOptions.PLAN)
    boolean plan;

    @Option(
        names = "--check",
        description = "Exits with 5 if a changeset is pending, and runs none.")
    boolean check;

    @Option(names = "--sql", description = LimitOptions.SQL)
    boolean sql;
  }

  @ArgGroup PreviewOptions preview = new PreviewOptions();
  @ArgGroup LimitOptions limit = new LimitOptions();

  @Option(
      names = "--contexts",
      paramLabel = "LIST",
      split = ",",
      description = "Liquibase's contexts for this run, instead of the configured ones.")
  @Nullable List<String> contexts;

  @Option(
      names = "--labels",
      paramLabel = "LIST",
      split = ",",
      description = "Liquibase's labels for this run, instead of the configured ones.")
  @Nullable List<String> labels;

  @Mixin InDoubtOption inDoubt = new InDoubtOption();
  @Mixin LockOptions lock = new LockOptions();
  @Mixin FormatOption format;

  @Override
  public List<Datasource> datasources(Settings settings, Consumer<String> say) {
    Optional<String> ofOne = ofOne();
    return ofOne.isPresent()
        ? MigratedDatasources.onlyOne(settings, ofOne.get())
        : MigratedDatasources.of(settings, say);
  }

  @Override
  public ExitCode run(Invocation invocation, Database database) throws Exception {
    Console console = invocation.console();
    Migrations migrations =
        new Migrations(
                database.settings(),
                Optional.ofNullable(contexts),
                Optional.ofNullable(labels),
                database.directDataSource())
            .limited(limit.limit())
            .told(inDoubt.answer());
    if (preview.sql) {
      console.data().write(migrations.script());
      return ExitCode.DONE;
    }
    if (preview.check) {
      return check(console, migrations);
    }
    if (preview.plan) {
      PlanTable.print(console, format.format(), migrations.plan());
      sayPending(console, migrations.pending().size());
      return ExitCode.DONE;
    }
    try (Interruption.Hold hold = invocation.interruption().hold()) {
      SchemaUpdate.Done done =
          new SchemaUpdate(
                  database, migrations, invocation.interruption(), console::say, invocation::begins)
              .run(lock.ifLocked(), lock.waitTimeout());
      String what =
          done.changesets() == 0
              ? "Nothing to do: "
              : ChangesetStatus.count(done.changesets()) + " applied; ";
      console.say(what + "the schema is " + done.version().describe() + ".");
    }
    return ExitCode.DONE;
  }

  /** The option in use that means one schema. */
  private Optional<String> ofOne() {
    if (preview.sql) {
      return Optional.of("--sql is");
    }
    if (limit.given()) {
      return Optional.of("--to and --count are");
    }
    if (inDoubt.answer().isPresent()) {
      return Optional.of("--in-doubt is");
    }
    if (contexts != null || labels != null) {
      return Optional.of("--contexts and --labels are");
    }
    return format.format() == Format.TABLE ? Optional.empty() : Optional.of("--format is");
  }

  private ExitCode check(Console console, Migrations migrations) throws Exception {
    List<ChangesetStatus> pending = migrations.pending();
    List<ChangesetStatus> refused =
        migrations.statuses().stream()
            .filter(changeset -> REFUSED.contains(changeset.state()))
            .toList();
    ChangesetTable.print(
        console, format.format(), Stream.concat(pending.stream(), refused.stream()).toList());
    sayPending(console, pending.size());
    if (!refused.isEmpty()) {
      console.say(
          ChangesetStatus.count(refused.size())
              + " changed after it ran, failed half-way, or comes too late; see"
              + " 'migrate validate'.");
    }
    return pending.isEmpty() && refused.isEmpty() ? ExitCode.DONE : ExitCode.NOT_AS_REQUIRED;
  }

  private static void sayPending(Console console, int pending) {
    console.say(
        pending == 0 ? "Nothing is pending." : ChangesetStatus.count(pending) + " pending.");
  }
}
