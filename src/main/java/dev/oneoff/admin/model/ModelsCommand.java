package dev.oneoff.admin.model;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.ReadsOnly;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.cli.option.UnmaskOption;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.cli.write.ReadOnlyAdvice;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.entity.EntityNames;
import dev.oneoff.admin.entity.PersistenceUnits;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code models}. */
@AutoService(AdminCommand.class)
// It only shows one of the service's rows if there is an ID.
@Recorded(onceItBegins = true)
@Command(
    name = "models",
    description =
        "Shows the service's entities and their tables; one entity with its attributes, relations, constraints and indexes; or one of its rows, with the rows related to it.")
public final class ModelsCommand implements ApplicationCommand, ReadsOnly {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ENTITY",
      completionCandidates = EntityNames.class,
      description = "An entity, by its name in HQL. Without one, all entities are listed.")
  @Nullable String entity;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description =
          "The key of one of its rows, as in 4711; a key of two columns is written as de/10115.")
  @Nullable String id;

  @Option(
      names = "--diagram",
      description = "Prints a Mermaid diagram of all entities, or of one and its neighbours.")
  boolean diagram;

  @Mixin UnmaskOption unmask;
  @Mixin FormatOption format;

  @Override
  public boolean readsOnly() {
    return true;
  }

  @Override
  public ExitCode run(Invocation invocation, Application application) throws Exception {
    Console console = invocation.console();
    Database database = application.database();
    boolean unmasked = unmask.unmask(invocation);
    if (diagram) {
      requireNoRow(application);
      application
          .create(Models.class)
          .diagram(entity == null ? List.of() : List.of(entity), database, console);
    } else if (entity == null) {
      list(application, format.format(), console);
    } else if (id == null) {
      application.create(Models.class).show(entity, format.format(), database, console);
    } else {
      invocation.begins();
      ReadOnlyAdvice.give(database, WriteWindow.closed(), console);
      application
          .create(ModelRows.class)
          .show(entity, id, unmasked, format.format(), database, invocation);
    }
    return ExitCode.DONE;
  }

  private static void list(Application application, Format format, Console console)
      throws Exception {
    Models models = application.create(Models.class);
    List<PersistenceUnits.Unit> units = PersistenceUnits.all();
    boolean elsewhere =
        units.stream()
            .anyMatch(unit -> !unit.datasource().equals(application.settings().datasource()));
    if (elsewhere && !Datasource.chosen()) {
      models.list(format, units, application.database(), console);
    } else {
      models.list(format, application.database(), console);
    }
  }

  private void requireNoRow(Application application) {
    if (id != null || application.arguments().name("--format")) {
      throw AdminException.usage(
          "A diagram shows entities, and has its own format. Leave out ID and --format.");
    }
  }
}
