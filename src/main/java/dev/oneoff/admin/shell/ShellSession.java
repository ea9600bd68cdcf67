package dev.oneoff.admin.shell;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.output.AtomicFile;
import dev.oneoff.admin.cli.terminal.FormatAndFile;
import dev.oneoff.admin.cli.terminal.Pager;
import dev.oneoff.admin.database.DatabaseFailure;
import dev.oneoff.admin.database.catalogue.Schema;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.pool.ConsolePool;
import dev.oneoff.admin.database.session.SessionLimits;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.database.statement.SqlStatement;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.entity.hql.HqlFailure;
import dev.oneoff.admin.entity.hql.SelectedNames;
import dev.oneoff.admin.ledger.Transcript;
import dev.oneoff.admin.shell.engine.ClassPath;
import dev.oneoff.admin.shell.engine.EntityFields;
import dev.oneoff.admin.shell.engine.Explanation;
import dev.oneoff.admin.shell.engine.JavaEngine;
import dev.oneoff.admin.shell.engine.Outcome;
import dev.oneoff.admin.shell.engine.Piece;
import dev.oneoff.admin.shell.prompt.HqlStrings;
import dev.oneoff.admin.shell.prompt.JavaCompleter;
import dev.oneoff.admin.shell.prompt.Signatures;
import dev.oneoff.admin.shell.prompt.SqlStrings;
import dev.oneoff.admin.shell.source.SourceFiles;
import dev.oneoff.admin.shell.source.Sources;
import dev.oneoff.admin.shell.undo.KeptWrites;
import dev.oneoff.admin.shell.undo.LastWrite;
import dev.oneoff.admin.shell.value.PlainValues;
import dev.oneoff.admin.shell.value.PrintedText;
import dev.oneoff.admin.shell.value.Sheet;
import dev.oneoff.admin.shell.value.Sheets;
import dev.oneoff.admin.shell.value.ValuePrinter;
import dev.oneoff.admin.shell.wire.SensitiveResults;
import dev.oneoff.admin.shell.wire.SqlLog;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import jakarta.persistence.EntityManagerFactory;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One shell from beginning to end: snippets, one after another. */
final class ShellSession implements AutoCloseable {

  private final Console console;
  private final WriteWindow window;
  private final ServiceBeans beans;
  private final ServiceEntities entities;
  private final ConsoleConnections connections;
  private final Toolbox toolbox;
  private final JavaEngine engine;
  private final SnippetRun snippets;
  private final ShellWork work;
  private final SqlLog log;
  private final LargeWrites large;
  private final LastWrite lastWrite;
  private final Sheets sheets;
  private final Format format;
  private final Schema schema;
  // The last one was opened first.
  private final List<AutoCloseable> opened;
  private final List<String> ran = new ArrayList<>();

  private ShellSession(
      Console console,
      WriteWindow window,
      ServiceBeans beans,
      ServiceEntities entities,
      ConsoleConnections connections,
      Toolbox toolbox,
      JavaEngine engine,
      SnippetRun snippets,
      ShellWork work,
      SqlLog log,
      LargeWrites large,
      LastWrite lastWrite,
      Sheets sheets,
      Format format,
      Schema schema,
      List<AutoCloseable> opened) {
    this.console = console;
    this.window = window;
    this.beans = beans;
    this.entities = entities;
    this.connections = connections;
    this.toolbox = toolbox;
    this.engine = engine;
    this.snippets = snippets;
    this.work = work;
    this.log = log;
    this.large = large;
    this.lastWrite = lastWrite;
    this.sheets = sheets;
    this.format = format;
    this.schema = schema;
    this.opened = opened;
  }

  /** Opens one in the booted service. From now on its pools return read-only connections. */
  static ShellSession open(Invocation invocation, Application application, ShellRequest request)
      throws Exception {
    Console console = invocation.console();
    WriteWindow window = request.window();
    SessionLimits limits = SessionLimits.of(application.settings());
    ConsolePool pool = application.create(ConsolePool.class);
    AutoCloseable guard = pool.guard(window, limits);
    ConsoleConnections connections = application.create(ConsoleConnections.class);
    Entities mapped = application.create(Entities.class);
    SqlLog log = new SqlLog();
    SensitiveResults results = new SensitiveResults(mapped::masking, log);
    Supplier<Masking> masking = request.unmask() ? () -> Masking.NONE : mapped::masking;
    KeptWrites kept = new KeptWrites(window::isOpen);
    LargeWrites large = new LargeWrites(console, window, request.budget(), masking);
    AutoCloseable watch = connections.watch(window::isOpen, results, large, kept);
    EntityManagerFactory factory = Arc.container().select(EntityManagerFactory.class).get();
    ServiceEntities entities = new ServiceEntities(factory);
    ServiceBeans beans = new ServiceBeans();
    Sheets sheets = new Sheets(console);
    Sheet sheet = sheets.in(request.format());
    DatabaseFailure failure = application.database().failure();
    Toolbox toolbox =
        new Toolbox(
            new ValuePrinter(
                console,
                sheet,
                request.pageSize(),
                new PlainValues(
                    new EntityFields(Thread.currentThread().getContextClassLoader()),
                    factory.getPersistenceUnitUtil()::getIdentifier,
                    request.unmask())),
            new SqlTable(
                Arc.container().select(AgroalDataSource.class).get(),
                console,
                sheet,
                request.pageSize(),
                window,
                masking,
                limits,
                failure));
    Helpers.install(toolbox);
    JavaEngine engine =
        JavaEngine.start(
            entities.types(),
            beans.types(),
            beans::get,
            new PrintStream(
                new PrintedText(console.data(), request.unmask()), false, StandardCharsets.UTF_8));
    new Imports(engine).of(entities, beans);
    Schema schema = new Schema(application.database());
    ShellWork work =
        new ShellWork(
            invocation,
            window,
            pool,
            connections,
            log,
            kept,
            () -> {
              results.forget();
              schema.forget();
            });
    return new ShellSession(
        console,
        window,
        beans,
        entities,
        connections,
        toolbox,
        engine,
        new SnippetRun(console, engine, failure, new HqlFailure(mapped)),
        work,
        log,
        large,
        new LastWrite(kept, window, failure, mapped::masking),
        sheets,
        request.format(),
        schema,
        List.of(work, engine, watch, guard));
  }

  JavaEngine engine() {
    return engine;
  }

  WriteWindow window() {
    return window;
  }

  ServiceBeans beans() {
    return beans;
  }

  ServiceEntities entities() {
    return entities;
  }

  ConsoleConnections connections() {
    return connections;
  }

  LargeWrites large() {
    return large;
  }

  /** Typing aids. */
  JavaCompleter completer() {
    return new JavaCompleter(
        engine,
        ShellWords.ALL,
        new HqlStrings(entities.model(), beans.types()),
        new SqlStrings(schema),
        signatures());
  }

  /** How named things are declared. */
  Signatures signatures() {
    return new Signatures(engine, new Sources(SourceFiles.beside(ClassPath.ofTheService())));
  }

  /** What each snippet has sent. */
  SqlLog log() {
    return log;
  }

  /** The snippets that completed. */
  List<String> ran() {
    return ran;
  }

  ValuePrinter values() {
    return toolbox.values();
  }

  /**
   * Records a snippet, runs it, and hands its outcome to whatever shows it, while its context is
   * still open.
   *
   * @param firstLine the number of its first line
   * @throws AdminException as {@link Explanation} says
   */
  void run(Piece piece, int firstLine, Consumer<Outcome> show) {
    String source = piece.source();
    work.run(
        Transcript.Kind.JAVA,
        source,
        Optional.of(source),
        () -> {
          Redaction.PROCESS.typed(source);
          snippets.run(piece, firstLine, outcome -> shown(outcome, source, show));
        });
    ran.add(source);
  }

  private void shown(Outcome outcome, String source, Consumer<Outcome> show) {
    if (outcome instanceof Outcome.Value) {
      toolbox.values().selected(SelectedNames.ofJava(source));
      toolbox.forgetRows();
    }
    show.accept(outcome);
  }

  /** Undoes the last write. */
  void undo() {
    word(":undo", Optional.empty(), () -> console.say("Undone: " + lastWrite.undo()));
  }

  /**
   * Prints PostgreSQL's plan for a statement, or for the last one that was sent to read.
   *
   * @throws AdminException {@code USAGE} if there is none
   */
  void explain(String statement) {
    String sql =
        statement.isEmpty()
            ? log.query()
                .orElseThrow(
                    () ->
                        AdminException.usage(
                            "No query has run yet; :explain select … explains the one after it."))
            : statement;
    Redaction.PROCESS.typed(statement);
    // A question mark is an operator there, not a parameter.
    String whole = "explain " + SqlStatement.of(sql).bind(Map.of()).sql();
    try {
      word((":explain " + statement).strip(), Optional.of(whole), () -> toolbox.sql(whole));
    } catch (AdminException e) {
      throw namesAnEntity(statement)
          ? e.told(
              e.getMessage()
                  + "\n:explain SQL takes SQL. For HQL, run the query, and then :explain alone.")
          : e;
    }
  }

  private boolean namesAnEntity(String statement) {
    return entities.byName().keySet().stream()
        .anyMatch(name -> statement.matches("(?s).*\\b" + name + "\\b.*"));
  }

  /** Prints the last value, or the last rows of SQL if they came later, in full. */
  void again(FormatAndFile request) {
    word(
        ":as " + request.format() + request.file().map(file -> " > " + file).orElse(""),
        Optional.of(":as"),
        () -> {
          if (request.file().isEmpty()) {
            again(sheets.in(request.format()));
            return;
          }
          try (AtomicFile out = AtomicFile.at(request.file().get())) {
            again(Sheet.on(out.writer(), request.format()));
            out.complete();
          }
        });
  }

  private void again(Sheet sheet) {
    if (toolbox.rowsAgain(sheet)) {
      return;
    }
    Outcome last = engine.run("_");
    if (last instanceof Outcome.Rejected) {
      throw AdminException.usage("There is no last value yet.");
    }
    snippets.requireSuccess(last, 1);
    if (last instanceof Outcome.Value value) {
      toolbox.values().print(value.value(), sheet);
    }
  }

  private void word(String word, Optional<String> kept, Runnable does) {
    work.run(
        Transcript.Kind.PROMPT,
        word,
        kept,
        () -> {
          try {
            does.run();
          } catch (RuntimeException e) {
            throw snippets.explained(e, word.split(" ", 2)[0]);
          }
        });
  }

  /** From now on, anything too long for a terminal goes through this. */
  void page(Supplier<Pager> through) {
    sheets.page(through);
    toolbox.on(sheets.in(format));
  }

  /** For how many nanoseconds somebody has been reading in pagers since the last call. */
  long readFor() {
    return sheets.readFor();
  }

  /** Runs SQL as a snippet that calls {@link Helpers#sql} would. */
  void runSql(String statement) {
    String literal = statement.replace("\\", "\\\\").replace("\"", "\\\"");
    run(new Piece("sql(\"" + literal + "\");", 0, true), 1, outcome -> {});
  }

  /** Releases what a snippet had, and reports what it should have released itself. */
  void end() {
    work.end();
  }

  @Override
  public void close() {
    for (AutoCloseable each : opened) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("The shell cannot be closed.", e);
      }
    }
  }
}
