package dev.oneoff.admin.shell;

import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.database.DatabaseFailure;
import dev.oneoff.admin.database.catalogue.Schema;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.pool.ConsoleGuard;
import dev.oneoff.admin.database.pool.Pools;
import dev.oneoff.admin.database.session.SessionLimits;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.entity.PersistenceUnits;
import dev.oneoff.admin.entity.hql.HqlFailure;
import dev.oneoff.admin.shell.engine.EntityFields;
import dev.oneoff.admin.shell.engine.JavaEngine;
import dev.oneoff.admin.shell.names.ServiceBeans;
import dev.oneoff.admin.shell.names.ServiceEntities;
import dev.oneoff.admin.shell.names.ServiceNames;
import dev.oneoff.admin.shell.undo.KeptWrites;
import dev.oneoff.admin.shell.undo.LastWrite;
import dev.oneoff.admin.shell.value.PlainValues;
import dev.oneoff.admin.shell.value.PrintedText;
import dev.oneoff.admin.shell.value.Sheet;
import dev.oneoff.admin.shell.value.Sheets;
import dev.oneoff.admin.shell.value.ValuePrinter;
import dev.oneoff.admin.shell.wire.SensitiveResults;
import dev.oneoff.admin.shell.wire.SqlLog;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** Opens a shell in the booted service: makes its parts, and tells each of those it works with. */
final class ShellWiring {

  private final Invocation invocation;
  private final Application application;
  private final ShellRequest request;
  private final Console console;
  private final WriteWindow window;
  private final SessionLimits limits;
  private final DatabaseFailure failure;
  private final Entities mapped;
  private final Supplier<Masking> masking;
  private final ServiceEntities entities;

  private ShellWiring(Invocation invocation, Application application, ShellRequest request)
      throws Exception {
    this.invocation = invocation;
    this.application = application;
    this.request = request;
    console = invocation.console();
    window = request.window();
    limits = SessionLimits.of(application.settings());
    failure = application.database().failure();
    mapped = application.create(Entities.class);
    masking = request.unmask() ? () -> Masking.NONE : mapped::masking;
    entities =
        new ServiceEntities(
            PersistenceUnits.all().stream().map(PersistenceUnits.Unit::factory).toList());
  }

  /** From now on the service's pools return read-only connections. */
  static ShellSession open(Invocation invocation, Application application, ShellRequest request)
      throws Exception {
    return new ShellWiring(invocation, application, request).open();
  }

  private ShellSession open() throws Exception {
    ConsoleGuard pool = application.create(ConsoleGuard.class);
    AutoCloseable guard = pool.guard(window, limits);
    ConsoleConnections connections = application.create(ConsoleConnections.class);
    SqlLog log = new SqlLog();
    SensitiveResults results = new SensitiveResults(mapped::masking, log);
    KeptWrites kept = new KeptWrites(window::isOpen);
    LargeWrites large = new LargeWrites(console, window, request.budget(), masking);
    AutoCloseable watch = connections.watch(window::isOpen, results, large, kept);
    Sheets sheets = new Sheets(console, request.format());
    Toolbox toolbox = toolbox(sheets.standard());
    Helpers.install(toolbox);
    ServiceBeans beans = new ServiceBeans();
    JavaEngine engine = engine(beans);
    Schema schema = new Schema(application.database());
    ShellWork work =
        new ShellWork(
            invocation,
            window,
            pool,
            connections,
            log,
            kept,
            new LastWrite(kept, window, failure, mapped::masking),
            () -> {
              results.forget();
              schema.forget();
            });
    return new ShellSession(
        console,
        new ServiceNames(engine, entities, beans, schema),
        toolbox,
        sheets,
        new SnippetRun(console, engine, failure, new HqlFailure(mapped)),
        work,
        large,
        List.of(work, engine, watch, guard));
  }

  private Toolbox toolbox(Sheet sheet) {
    PlainValues plain =
        new PlainValues(
            new EntityFields(Thread.currentThread().getContextClassLoader()),
            entities::identifier,
            request.unmask());
    return new Toolbox(
        new ValuePrinter(console, sheet, request.pageSize(), plain),
        new SqlTable(
            Pools.administered(),
            console,
            sheet,
            request.pageSize(),
            window,
            masking,
            limits,
            failure));
  }

  private JavaEngine engine(ServiceBeans beans) throws Exception {
    JavaEngine engine =
        JavaEngine.start(
            entities.types(),
            beans.types(),
            beans::get,
            new PrintStream(
                new PrintedText(console.data(), request.unmask()), false, StandardCharsets.UTF_8));
    new Imports(engine).of(entities, beans);
    return engine;
  }
}
