package dev.oneoff.admin.transfer;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.ReadsOnly;
import dev.oneoff.admin.cli.option.OutputOption;
import dev.oneoff.admin.cli.option.ParamOption;
import dev.oneoff.admin.cli.option.UnmaskOption;
import dev.oneoff.admin.cli.option.WorkersOption;
import dev.oneoff.admin.cli.output.Output;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.sensitive.NamesByClasses;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.entity.EntityNames;
import dev.oneoff.admin.transfer.dump.DumpRequest;
import dev.oneoff.admin.transfer.dump.Dumps;
import dev.oneoff.admin.transfer.dump.OtherSchemas;
import dev.oneoff.admin.transfer.export.ExportRequest;
import dev.oneoff.admin.transfer.export.Exports;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export}. */
@AutoService(AdminCommand.class)
@Recorded(stoppable = true)
@Command(
    name = "export",
    description =
        "Exports the rows of an entity or a query, or everything, to stdout or a file: from one"
            + " snapshot, and exactly as PostgreSQL writes them.")
public final class ExportCommand implements ApplicationCommand, ReadsOnly {

  @Parameters(
      arity = "0..1",
      paramLabel = "ENTITY",
      completionCandidates = EntityNames.class,
      description = "The entity whose rows are exported.")
  @Nullable String entity;

  @Option(
      names = "--query",
      paramLabel = "HQL",
      description = "Exports the rows of this HQL query, as 'query' takes it.")
  @Nullable String hql;

  @Option(
      names = "--select",
      paramLabel = "SQL",
      description = "Exports the rows of this SQL statement, as 'sql' takes it.")
  @Nullable String sql;

  @Mixin AllOption all = new AllOption();
  @Mixin ParamOption parameters;

  @Mixin WorkersOption workers = new WorkersOption();
  @Mixin RowFormatOption format;
  @Mixin OutputOption output;
  @Mixin UnmaskOption unmask;

  @Override
  public boolean readsOnly() {
    return true;
  }

  @Override
  public void check(Invocation invocation) {
    if (Stream.of(entity, hql, sql, all.all() ? "" : null).filter(given -> given != null).count()
        != 1) {
      throw AdminException.usage(
          "Name what to export: an ENTITY, --query HQL, --select SQL or --all.");
    }
    if (all.all() && output.file().isEmpty()) {
      throw AdminException.usage(
          "--all needs --output with the name of a new folder, or of a .zip.");
    }
    if (all.all() && format.given()) {
      throw AdminException.usage("--all writes compressed CSV, from which it can be restored.");
    }
    if (!all.all() && !format.given()) {
      output.file().ifPresent(FileForm::requireKnown);
    }
    workers.number();
    unmask.unmask(invocation);
  }

  @Override
  public Optional<DatabaseCommand> onDatabase(Database database) throws Exception {
    return (sql != null || all.all())
            && NamesByClasses.alone(database.settings())
            && !(all.all() && OtherSchemas.inUse(database))
        ? Optional.of((invocation, same) -> export(invocation, same, Entities.unknown()))
        : Optional.empty();
  }

  @Override
  public ExitCode run(Invocation invocation, Application application) throws Exception {
    return export(invocation, application.database(), application.create(Entities.class));
  }

  private ExitCode export(Invocation invocation, Database database, Entities entities)
      throws Exception {
    if (all.all()) {
      DumpRequest request =
          new DumpRequest(output.file().orElseThrow(), workers.number(), unmask.unmask(invocation));
      boolean whole = new Dumps(entities).run(request, database, invocation);
      // Without --unmask nobody expects an export that can be restored.
      return whole || !request.unmask() ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }
    ExportRequest request =
        new ExportRequest(
            source(),
            parameters.lists(),
            format.of(output.file()),
            output.file(),
            unmask.unmask(invocation));
    try (Output out = output.open(invocation.console())) {
      new Exports(entities).run(request, out, database, invocation);
    }
    return ExitCode.DONE;
  }

  private ExportRequest.Source source() {
    if (entity != null) {
      return new ExportRequest.OfEntity(entity);
    }
    return hql != null
        ? new ExportRequest.OfHql(hql)
        : new ExportRequest.OfSql(String.valueOf(sql));
  }
}
