package dev.oneoff.admin.shell;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.output.AtomicFile;
import dev.oneoff.admin.cli.terminal.FormatAndFile;
import dev.oneoff.admin.cli.terminal.Pager;
import dev.oneoff.admin.database.DatabaseFailure;
import dev.oneoff.admin.database.catalogue.Schema;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.pool.ConsolePool;
import dev.oneoff.admin.database.pool.Pools;
import dev.oneoff.admin.database.session.SessionLimits;
import dev.oneoff.admin.database.session.TableChange;
import dev.oneoff.admin.database.session.TransactionNumbers;
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
import dev.oneoff.admin.shell.undo.LargeWrites;
import dev.oneoff.admin.shell.undo.LastWrite;
import dev.oneoff.admin.shell.value.PlainValues;
import dev.oneoff.admin.shell.value.Sheet;
import dev.oneoff.admin.shell.value.ValuePrinter;
import dev.oneoff.admin.shell.wire.SensitiveResults;
import dev.oneoff.admin.shell.wire.SqlLog;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One shell from beginning to end: snippets, one after another. */
final class ShellSession implements AutoCloseable {

  private final Console console;
  private final WriteWindow window;
  private final ConsolePool pool;
  private final ServiceBeans beans;
  private final ServiceEntities entities;
  private final ConsoleConnections connections;
  private final Toolbox toolbox;
  private final JavaEngine engine;
  private final DatabaseFailure failure;
  private final HqlFailure misread;
  private final SensitiveResults results;
  private final SqlLog log;
  private final LargeWrites large;
  private final KeptWrites kept;
  private final Supplier<Masking> masking;
  private final Format format;
  private final Schema schema;
  private @Nullable Supplier<Pager> pager;
  // The last one was opened first.
  private final List<AutoCloseable> opened;
  private final List<Pager> pagers = new ArrayList<>();
  private final List<String> ran = new ArrayList<>();
  private final RequestScope scope = new RequestScope();
  // The first line of each snippet, by its number.
  private final Map<String, Integer> lines = new HashMap<>();

  private ShellSession(
      Console console,
      WriteWindow window,
      ConsolePool pool,
      ServiceBeans beans,
      ServiceEntities entities,
      ConsoleConnections connections,
      Toolbox toolbox,
      JavaEngine engine,
      DatabaseFailure failure,
      HqlFailure misread,
      SensitiveResults results,
      SqlLog log,
      LargeWrites large,
      KeptWrites kept,
      Supplier<Masking> masking,
      Format format,
      Schema schema,
      List<AutoCloseable> opened) {
    this.schema = schema;
    this.log = log;
    this.large = large;
    this.kept = kept;
    this.masking = masking;
    this.format = format;
    this.results = results;
    this.opened = opened;
    this.failure = failure;
    this.misread = misread;
    this.console = console;
    this.window = window;
    this.pool = pool;
    this.beans = beans;
    this.entities = entities;
    this.connections = connections;
    this.toolbox = toolbox;
    this.engine = engine;
  }

  /** Opens one in the booted service. From now on its pools return read-only connections. */
  static ShellSession open(Console console, Application application, Asked asked) throws Exception {
    WriteWindow window = asked.window();
    SessionLimits limits = SessionLimits.of(application.settings());
    ConsolePool pool = application.create(ConsolePool.class);
    AutoCloseable guard = pool.guard(window, limits);
    ConsoleConnections connections = application.create(ConsoleConnections.class);
    Entities mapped = application.create(Entities.class);
    SqlLog log = new SqlLog();
    SensitiveResults results = new SensitiveResults(mapped::masking, log);
    Supplier<Masking> masking = asked.unmask() ? () -> Masking.NONE : mapped::masking;
    KeptWrites kept = new KeptWrites(window::isOpen);
    LargeWrites large = new LargeWrites(console, window, asked.budget(), masking);
    AutoCloseable watch = connections.watch(window::isOpen, results, large, kept);
    EntityManagerFactory factory = Arc.container().select(EntityManagerFactory.class).get();
    ServiceEntities entities = new ServiceEntities(factory);
    ServiceBeans beans = new ServiceBeans();
    Sheet sheet = Sheet.of(console, asked.format());
    Toolbox toolbox =
        new Toolbox(
            new ValuePrinter(
                console,
                sheet,
                asked.pageSize(),
                new PlainValues(
                    new EntityFields(Thread.currentThread().getContextClassLoader()),
                    factory.getPersistenceUnitUtil()::getIdentifier,
                    asked.unmask())),
            new SqlTable(
                Arc.container().select(AgroalDataSource.class).get(),
                console,
                sheet,
                asked.pageSize(),
                window,
                masking,
                limits,
                application.database().failure()));
    Helpers.install(toolbox);
    JavaEngine engine =
        JavaEngine.start(
            entities.types(),
            beans.types(),
            beans::get,
            new PrintStream(
                new PrintedText(console.data(), asked.unmask()), false, StandardCharsets.UTF_8));
    new Imports(engine).of(entities, beans);
    return new ShellSession(
        console,
        window,
        pool,
        beans,
        entities,
        connections,
        toolbox,
        engine,
        application.database().failure(),
        new HqlFailure(mapped),
        results,
        log,
        large,
        kept,
        mapped::masking,
        asked.format(),
        new Schema(application.database()),
        List.of(engine, watch, guard));
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
    Transcript.Entry entry =
        console.transcript().begin(Transcript.Kind.JAVA, piece.source(), window.reason());
    Redaction.PROCESS.typed(piece.source());
    runNoted(entry, () -> runAndShow(piece, firstLine, show), keep(piece.source()));
    ran.add(piece.source());
  }

  /** Undoes the last write. */
  void undo() {
    noted(
        ":undo",
        () ->
            console.say("Taken back: " + new LastWrite(kept, window, failure, masking).takeBack()),
        (wrote, changes) -> {});
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
                            "Nothing was asked of PostgreSQL yet; :explain select … explains what"
                                + " follows."))
            : statement;
    Redaction.PROCESS.typed(statement);
    // A question mark is an operator there, not a parameter.
    String whole = "explain " + SqlStatement.of(sql).bind(Map.of()).sql();
    try {
      noted((":explain " + statement).strip(), () -> toolbox.sql(whole), keep(whole));
    } catch (AdminException e) {
      throw namesAnEntity(statement)
          ? e.told(
              e.getMessage()
                  + "\n:explain SQL takes SQL. Of HQL, run the query, and then :explain alone.")
          : e;
    }
  }

  private boolean namesAnEntity(String statement) {
    return entities.byName().keySet().stream()
        .anyMatch(name -> statement.matches("(?s).*\\b" + name + "\\b.*"));
  }

  /** Prints the last value, or the last rows of SQL if they came later, in full. */
  void again(FormatAndFile asked) {
    noted(
        ":as " + asked.format() + asked.file().map(file -> " > " + file).orElse(""),
        () -> {
          if (asked.file().isEmpty()) {
            again(sheet(asked.format()));
            return;
          }
          try (AtomicFile out = AtomicFile.at(asked.file().get())) {
            again(Sheet.on(out.writer(), asked.format()));
            out.complete();
          }
        },
        keep(":as"));
  }

  private void again(Sheet sheet) {
    if (toolbox.rowsAgain(sheet)) {
      return;
    }
    Outcome last = engine.run("_");
    if (last instanceof Outcome.Rejected) {
      throw AdminException.usage("There is no last value yet.");
    }
    requireSuccess(last, 1);
    if (last instanceof Outcome.Value value) {
      toolbox.values().print(value.value(), sheet);
    }
  }

  /** From now on, anything too long for a terminal goes through this. */
  void page(Supplier<Pager> through) {
    pager =
        () -> {
          Pager opened = through.get();
          pagers.add(opened);
          return opened;
        };
    toolbox.on(sheet(format));
  }

  /** For how many nanoseconds somebody has been reading in pagers since the last call. */
  long readFor() {
    long nanos = pagers.stream().mapToLong(Pager::readFor).sum();
    pagers.clear();
    return nanos;
  }

  private Sheet sheet(Format as) {
    Supplier<Pager> through = pager;
    return through == null ? Sheet.of(console, as) : Sheet.of(console, as, through);
  }

  private void noted(String word, Runnable work, Wrote wrote) {
    Transcript.Entry entry =
        console.transcript().begin(Transcript.Kind.PROMPT, word, window.reason());
    runNoted(
        entry,
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            throw Explanation.of(e, word.split(" ", 2)[0], failure, console.unmasked());
          }
        },
        wrote);
  }

  private interface Wrote {
    void tell(boolean wrote, List<TableChange> changes);
  }

  private Wrote keep(String text) {
    return (wrote, changes) -> kept.end(text, wrote, changes);
  }

  private void runNoted(Transcript.Entry entry, Runnable work, Wrote wrote) {
    try {
      work.run();
      end();
      List<TableChange> changes = connections.takeCommitted();
      boolean refused = tellWrote(entry, changes, wrote);
      long rows = say(changes);
      if (refused) {
        throw TransactionNumbers.wroteWhileReading();
      }
      entry.done(OptionalLong.of(rows));
    } catch (RuntimeException | Error e) {
      entry.failed(String.valueOf(e.getMessage()));
      end();
      if (e instanceof AdminException known && known.reason() == AdminException.Cause.UNAVAILABLE) {
        // A server that ended one connection has also ended those waiting in the pool.
        Pools.renew();
      }
      List<TableChange> changes = connections.takeCommitted();
      tellWrote(entry, changes, wrote);
      say(changes);
      throw e;
    }
  }

  // Lazy values only fail, and are only stopped, when they are shown; and a compiler has errors
  // too. Not even an Error may take down a session with all its variables.
  private void runAndShow(Piece piece, int firstLine, Consumer<Outcome> show) {
    try {
      Outcome outcome = engine.run(piece.source());
      lines.put(engine.lastSnippet(), firstLine);
      if (outcome instanceof Outcome.Value) {
        toolbox.values().selected(SelectedNames.ofJava(piece.source()));
        toolbox.forgetRows();
      }
      requireSuccess(outcome, firstLine);
      show.accept(outcome);
    } catch (RuntimeException | Error e) {
      throw engine.stopped(e)
          ? AdminException.interrupted("Stopped.")
          : Explanation.of(e, "Line " + firstLine, failure, console.unmasked());
    }
  }

  /** Runs SQL as a snippet that calls {@link Helpers#sql} would. */
  void runSql(String statement) {
    String literal = statement.replace("\\", "\\\\").replace("\"", "\\\"");
    run(new Piece("sql(\"" + literal + "\");", 0, true), 1, outcome -> {});
  }

  private void requireSuccess(Outcome outcome, int firstLine) {
    if (outcome instanceof Outcome.Rejected rejected) {
      throw Explanation.of(rejected, engine.lastTyped(), firstLine);
    }
    if (outcome instanceof Outcome.Failed failed) {
      String where = where(failed, firstLine);
      throw misread
          .misnamed(failed.cause())
          .map(known -> (RuntimeException) known.told(where + " failed. " + known.getMessage()))
          .orElseGet(() -> Explanation.of(failed.cause(), where, failure, console.unmasked()));
    }
    if (outcome instanceof Outcome.Stopped) {
      throw AdminException.interrupted("Stopped.");
    }
  }

  // In a script lines are numbered throughout; typed input starts at 1 each time.
  private String where(Outcome.Failed failed, int firstLine) {
    int line = lines.getOrDefault(failed.snippet(), firstLine) + Math.max(0, failed.line() - 1);
    boolean elsewhere =
        failed.line() > 0 && firstLine == 1 && !failed.snippet().equals(engine.lastSnippet());
    return elsewhere ? "Line " + line + " of snippet " + failed.snippet() : "Line " + line;
  }

  /** Releases what a snippet had, and reports what it should have released itself. */
  void end() {
    try {
      console.data().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (scope.renew()) {
      console.say(
          "The transaction that was left open was rolled back: a snippet ends its own, as tx(() ->"
              + " …) does.");
    }
    log.take().forEach(console::say);
    scope.unsaved().forEach(console::say);
    int left = connections.takeBack();
    if (left > 0) {
      console.say(
          (left == 1 ? "A connection that was" : left + " connections that were")
              + " left open "
              + (left == 1 ? "was" : "were")
              + " closed: a snippet closes its own, as try (…) { } does.");
    }
  }

  // Whether it wrote although it should not have.
  private boolean tellWrote(Transcript.Entry entry, List<TableChange> changes, Wrote listener) {
    boolean wrote = pool.takeWrote();
    if (wrote) {
      entry.wrote();
    }
    listener.tell(wrote, changes);
    return pool.takeWroteWhileReading();
  }

  private long say(List<TableChange> changes) {
    if (window.isOpen()) {
      results.forget();
      schema.forget();
    }
    changes.forEach(change -> console.say(change + "."));
    return changes.stream().mapToLong(c -> c.inserted() + c.updated() + c.deleted()).sum();
  }

  @Override
  public void close() {
    scope.close();
    for (AutoCloseable each : opened) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("The shell cannot be closed.", e);
      }
    }
  }
}
