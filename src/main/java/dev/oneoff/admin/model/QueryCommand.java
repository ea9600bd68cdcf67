package dev.oneoff.admin.model;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.ReadsOnly;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.cli.option.ParamOption;
import dev.oneoff.admin.cli.option.UnmaskOption;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.cli.write.ReadOnlyAdvice;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.entity.hql.HqlQuery;
import dev.oneoff.admin.model.query.HqlQueries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code query}. */
@AutoService(AdminCommand.class)
@Recorded(unless = "--explain", statements = true)
@Command(
    name = "query",
    description =
        "Queries the service's entities in HQL and prints a page of rows. Read-only. With --format json, prints one object: the columns, the rows, and facts about the page.")
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
      description = "The page to print, from 1. Default: ${DEFAULT-VALUE}.")
  int page;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "100",
      description = "The number of rows on a page. Default: ${DEFAULT-VALUE}.")
  int size;

  @Option(names = "--total", description = "Also counts the rows of all pages.")
  boolean total;

  @Option(
      names = "--explain",
      description =
          "Shows the SQL that Hibernate generates and PostgreSQL's plan for it, and reads no rows.")
  boolean explain;

  @Mixin UnmaskOption unmask;
  @Mixin FormatOption format;

  @Override
  public boolean readsOnly() {
    return true;
  }

  @Override
  public ExitCode run(Invocation invocation, Application application) throws Exception {
    Console console = invocation.console();
    HqlQuery query =
        new HqlQuery(hql, parameters.lists(), page, size, total, unmask.unmask(invocation));
    ReadOnlyAdvice.give(application.database(), WriteWindow.closed(), console);
    HqlQueries queries = application.create(HqlQueries.class);
    if (explain) {
      queries.explain(query, application.database()).print(format.format(), console);
    } else {
      queries.print(query, format.format(), application.database(), invocation);
    }
    return ExitCode.DONE;
  }
}
