package dev.oneoff.admin.transfer.export;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.Listed;
import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.output.Output;
import dev.oneoff.admin.cli.output.OutputClosed;
import dev.oneoff.admin.cli.output.ProgressDisplay;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.origin.ReferringColumns;
import dev.oneoff.admin.database.session.Cancellation;
import dev.oneoff.admin.database.session.SessionLimits;
import dev.oneoff.admin.database.session.SqlFailure;
import dev.oneoff.admin.database.statement.SqlStatement;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.ledger.Counts;
import dev.oneoff.admin.ledger.Transcript;
import dev.oneoff.admin.start.Release;
import dev.oneoff.admin.transfer.LedgerProgress;
import dev.oneoff.admin.transfer.manifest.Manifest;
import dev.oneoff.admin.transfer.manifest.SchemaStamp;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Copies rows from one snapshot to a file or to stdout. */
public final class Exports {

  private final Entities entities;

  /** With the entities that queries may name, and that tell what is masked. */
  public Exports(Entities entities) {
    this.entities = entities;
  }

  /**
   * Copies all rows, completes the output and writes its manifest.
   *
   * @param output open; closed by the caller that opened it
   * @throws AdminException {@code USAGE} for an unknown entity or an invalid query, {@code REFUSED}
   *     for what does not only read, {@code FAILED} if a row is missing, {@code INTERRUPTED} if
   *     asked to stop
   */
  public void run(ExportRequest request, Output output, Database database, Invocation invocation)
      throws Exception {
    Transcript.Entry entry = transcript(request.source(), invocation);
    Redaction.PROCESS.typed(request.source().text());
    request.parameters().values().forEach(given -> given.forEach(Redaction.PROCESS::typed));
    try {
      long rows = copy(request, output, database, invocation);
      entry.done(OptionalLong.of(rows));
    } catch (Throwable e) {
      entry.failed(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private static Transcript.Entry transcript(ExportRequest.Source source, Invocation invocation) {
    if (source instanceof ExportRequest.OfEntity) {
      return Transcript.Entry.NONE;
    }
    Transcript.Kind kind =
        source instanceof ExportRequest.OfHql ? Transcript.Kind.HQL : Transcript.Kind.SQL;
    return invocation.transcript().begin(kind, source.text(), Optional.empty());
  }

  private long copy(ExportRequest request, Output output, Database database, Invocation invocation)
      throws Exception {
    Console console = invocation.console();
    Interruption interruption = invocation.interruption();
    try (Interruption.Hold hold = interruption.hold();
        ExportSession session = ExportSession.begin(database, Optional.empty());
        Cancellation cancellation = new Cancellation(interruption, session.connection())) {
      session.widened().forEach(console::say);
      ExportSelect select = select(request, database, session.connection());
      CountedCopy.Copied copied = copy(request, select, output, session, invocation);
      SchemaStamp schema = SchemaStamp.of(session.connection(), database.settings());
      interruption.checkpoint();
      new FileManifest(request.file())
          .around(
              output::complete, file -> manifest(request, select, copied, schema, session, file));
      say(copied, select, request, console);
      return copied.rows();
    } catch (OutputClosed e) {
      throw e;
    } catch (Exception e) {
      throw explain(e, request, interruption, database);
    }
  }

  private ExportSelect select(ExportRequest request, Database database, Connection connection)
      throws SQLException {
    if (!request.unmask()) {
      Listed.SENSITIVE.requireWritten();
    }
    ExportRequest.Source source = request.source();
    if (source instanceof ExportRequest.OfEntity entity) {
      return RowsOfEntity.of(entities.named(entity.text()), request.unmask(), connection);
    }
    if (source instanceof ExportRequest.OfHql hql) {
      return HqlSource.of(hql.text(), request.parameters(), request.unmask(), entities, connection);
    }
    return SqlSource.of(
        source.text(),
        single(request.parameters()),
        request.unmask() ? Masking.NONE : ReferringColumns.with(entities.masking(), connection),
        statement -> failure(statement, request, database),
        connection);
  }

  private static Map<String, String> single(Map<String, List<String>> lists) {
    Map<String, String> values = new LinkedHashMap<>();
    lists.forEach(
        (name, given) -> {
          if (given.size() > 1) {
            throw AdminException.usage("The parameter " + name + " has several values.");
          }
          values.put(name, given.get(0));
        });
    return values;
  }

  private static CountedCopy.Copied copy(
      ExportRequest request,
      ExportSelect select,
      Output output,
      ExportSession session,
      Invocation invocation)
      throws Exception {
    Console console = invocation.console();
    OptionalLong expected = RowEstimate.of(select.rows(), session.connection());
    try (ProgressDisplay shown =
            output.seen() ? ProgressDisplay.UNSEEN : console.progress("export", expected, 0);
        LedgerProgress progress = new LedgerProgress(shown, invocation, 0)) {
      return CountedCopy.run(
          select,
          request.form().format(),
          request.form().gzip(),
          session.connection(),
          output.stream(),
          progress);
    } catch (OutputClosed e) {
      throw e;
    } catch (Exception e) {
      console.say(output.incomplete() + ".");
      throw e;
    }
  }

  private static Manifest manifest(
      ExportRequest request,
      ExportSelect select,
      CountedCopy.Copied copied,
      SchemaStamp schema,
      ExportSession session,
      String file) {
    return new Manifest(
        request.source().text(),
        Release.current().toString(),
        schema,
        session.moment(),
        List.of(
            new Manifest.DataFile(
                file,
                Optional.empty(),
                Optional.empty(),
                copied.rows(),
                copied.written().bytes(),
                copied.written().sha256(),
                select.columns().stream().map(OutColumn::title).toList(),
                select.masked())),
        List.of(),
        List.of());
  }

  private static void say(
      CountedCopy.Copied copied, ExportSelect select, ExportRequest request, Console console) {
    long rows = copied.rows();
    String masked =
        select.masked().isEmpty() ? "" : ", with " + String.join(", ", select.masked()) + " masked";
    console.say(
        Counts.of(rows, "row")
            + speed(copied)
            + masked
            + request.file().map(file -> ", in " + file).orElse("")
            + ".");
  }

  // Only if it took long enough to be measured.
  private static String speed(CountedCopy.Copied copied) {
    double seconds = copied.took().toNanos() / 1e9;
    return seconds < 0.1
        ? ""
        : String.format(
            Locale.ROOT, " in %.2f s, %,d a second", seconds, Math.round(copied.rows() / seconds));
  }

  private static Exception explain(
      Exception e, ExportRequest request, Interruption interruption, Database database) {
    if (interruption.requested()) {
      return AdminException.interrupted("Interrupted. Run the export again; it starts over.");
    }
    return e instanceof SQLException refused
        ? failure(SqlStatement.of(request.source().text()), request, database)
            .explain(refused, () -> SqlSource.ONLY_READS)
        : e;
  }

  private static SqlFailure failure(
      SqlStatement statement, ExportRequest request, Database database) {
    return new SqlFailure(
        statement,
        SessionLimits.of(database.settings()),
        database.readingFailure(),
        request.unmask());
  }
}
