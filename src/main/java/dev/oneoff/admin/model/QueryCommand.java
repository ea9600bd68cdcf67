package dev.oneoff.admin.model;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.ExitCode;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.cli.option.ParamOption;
import dev.oneoff.admin.cli.option.UnmaskOption;
import dev.oneoff.admin.cli.output.ReadOnlyAdvice;
import dev.oneoff.admin.cli.record.ReadsOnly;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.entity.hql.HqlQuery;
import dev.oneoff.admin.model.query.HqlQueries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code query}. */
@AutoService(AdminCommand.class)
@Recorded(unless = "--explain")
@Command(
    name = "query",
    description =
        "Asks the service's entities in HQL and prints a page of rows. It only reads. With --format"
            + " json it prints one object: the columns, the rows, and what is to know about them.")
public final class QueryCommand implements ApplicationCommand, ReadsOnly {

  @Parameters(
      paramLabel = "HQL",
      description = "The query, as in \"from Order o where o.status = 'PAID' order by o.id\".")
  String hql;

  @Mixin ParamOption parameters;

  @Option(
      names = "--page",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which page of the rows, from 1. Default: ${DEFAULT-VALUE}.")
  int page;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many rows a page has. Default: ${DEFAULT-VALUE}.")
  int size;

  @Option(names = "--total", description = "Counts the rows of all pages too.")
  boolean total;

  @Option(
      names = "--explain",
      description =
          "Shows the SQL that Hibernate makes of it and PostgreSQL's plan for that, and reads no"
              + " row.")
  boolean explain;

  @Mixin UnmaskOption unmask;
  @Mixin FormatOption format;

  @Override
  public boolean readsOnly() {
    return true;
  }

  @Override
  public ExitCode run(Console console, Application application) throws Exception {
    HqlQuery query =
        new HqlQuery(hql, parameters.lists(), page, size, total, unmask.unmask(console));
    ReadOnlyAdvice.give(application.database(), WriteWindow.closed(), console);
    HqlQueries queries = application.create(HqlQueries.class);
    if (explain) {
      queries.explain(query, application.database()).print(format.format(), console);
    } else {
      queries.print(query, format.format(), application.database(), console);
    }
    return ExitCode.DONE;
  }
}
