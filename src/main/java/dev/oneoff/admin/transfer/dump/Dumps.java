package dev.oneoff.admin.transfer.dump;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.output.AtomicFile;
import dev.oneoff.admin.cli.output.ProgressDisplay;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.session.Cancellation;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.start.Release;
import dev.oneoff.admin.transfer.LedgerProgress;
import dev.oneoff.admin.transfer.export.ExportSession;
import dev.oneoff.admin.transfer.manifest.Manifest;
import dev.oneoff.admin.transfer.manifest.ManifestJson;
import dev.oneoff.admin.transfer.manifest.SchemaStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Copies all tables of the service, as of one moment, to a folder or a zip. */
public final class Dumps {

  private final Entities entities;

  /** With the entities that tell what is masked and which schemas are the service's. */
  public Dumps(Entities entities) {
    this.entities = entities;
  }

  /**
   * Copies them; tables that an earlier attempt finished and nobody has changed since are kept.
   * Whether the export can be restored completely is reported before the first row is read.
   *
   * @return whether it can
   * @throws AdminException {@code REFUSED} if the target exists already, {@code FAILED} if a
   *     table's count differs, {@code BUSY} if another process is working on it, {@code
   *     INTERRUPTED} if asked to stop: then the same command resumes
   */
  public boolean run(DumpRequest request, Database database, Invocation invocation)
      throws Exception {
    Console console = invocation.console();
    if (Files.exists(request.target())) {
      throw AdminException.refused(
          request.target() + " already exists. Remove it, or name another place.");
    }
    Interruption interruption = invocation.interruption();
    try (Interruption.Hold hold = interruption.hold();
        ExportSession session = ExportSession.begin(database, Optional.empty());
        Cancellation cancellation = new Cancellation(interruption, session.connection())) {
      session.widened().forEach(console::say);
      Connection connection = session.connection();
      SchemaStamp schema = SchemaStamp.of(connection, database.settings());
      try (PartFolder part =
          PartFolder.open(request.target(), identity(request, schema, connection))) {
        return copy(request, part, schema, session, database, invocation);
      }
    } catch (Exception e) {
      if (interruption.requested()) {
        throw AdminException.interrupted(
            "Interrupted. Run the same command again: it keeps the tables that are whole and"
                + " unchanged.");
      }
      throw e;
    }
  }

  private boolean copy(
      DumpRequest request,
      PartFolder part,
      SchemaStamp schema,
      ExportSession session,
      Database database,
      Invocation invocation)
      throws Exception {
    Console console = invocation.console();
    Connection connection = session.connection();
    SensitiveColumns sensitive = SensitiveColumns.of(entities, request.unmask(), connection);
    ServiceTables service = new ServiceTables(connection, database.settings(), sensitive.tables());
    List<TableFile> files = new ArrayList<>();
    for (ServiceTables.Table table : service.tables()) {
      files.add(TableFile.of(table, request.unmask() ? List.of() : sensitive.of(table), part));
    }
    Restorability restorability = Restorability.of(files, service.schemas(), connection);
    restorability.say(console);
    long expected = files.stream().mapToLong(file -> file.table().rows()).sum();
    List<Manifest.DataFile> written;
    try (ProgressDisplay shown = console.progress("export", OptionalLong.of(expected), 0);
        LedgerProgress progress = new LedgerProgress(shown, invocation, 0)) {
      written =
          new TableReaders(session, database, invocation.interruption(), request.workers())
              .read(files, progress);
    }
    written.sort(Comparator.comparing(Manifest.DataFile::name));
    Manifest manifest =
        new Manifest(
            Manifest.ALL,
            Release.current().toString(),
            schema,
            session.moment(),
            written,
            sequences(service.sequences(), connection),
            restorability.obstacles());
    invocation.interruption().checkpoint();
    finish(request, part, manifest);
    say(request, manifest, files.stream().filter(TableFile::kept).count(), console);
    return restorability.whole();
  }

  /** What must be the same for another attempt to resume. */
  private static Map<String, String> identity(
      DumpRequest request, SchemaStamp schema, Connection connection) throws SQLException {
    return Map.of(
        "database",
        text(
            connection,
            """
            select concat_ws('/', system_identifier,
                (select timeline_id from pg_control_checkpoint()),
                (select oid from pg_database where datname = current_database()),
                current_schema)
              from pg_control_system()
            """),
        "schema",
        schema.fingerprint(),
        "unmask",
        Boolean.toString(request.unmask()));
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  // After the snapshot: a sequence that is ahead of the rows does no harm, and snapshots do not
  // cover sequences.
  private static List<Manifest.SequenceState> sequences(
      List<ServiceTables.Sequence> sequences, Connection connection) throws SQLException {
    List<Manifest.SequenceState> states = new ArrayList<>();
    for (ServiceTables.Sequence sequence : sequences) {
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery("select last_value, is_called from " + sequence.quoted())) {
        row.next();
        states.add(
            new Manifest.SequenceState(
                sequence.schema(), sequence.name(), row.getLong(1), row.getBoolean(2)));
      }
    }
    return states;
  }

  private static void finish(DumpRequest request, PartFolder part, Manifest manifest)
      throws IOException {
    try (AtomicFile file = AtomicFile.at(part.folder().resolve(Manifest.FILE_NAME))) {
      ManifestJson.write(manifest, file.stream());
      file.complete();
    }
    List<String> names =
        Stream.concat(Stream.of(Manifest.FILE_NAME), manifest.files().stream().map(f -> f.name()))
            .toList();
    if (request.zip()) {
      ZipFolder.pack(part.folder(), names, request.target());
      part.clean(List.of());
      part.close();
      Files.delete(part.folder());
    } else {
      part.clean(names);
      part.close();
      Files.move(part.folder(), request.target(), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void say(DumpRequest request, Manifest manifest, long kept, Console console) {
    long rows = manifest.files().stream().mapToLong(Manifest.DataFile::rows).sum();
    console.say(
        String.format(
            Locale.ROOT,
            "%,d rows of %d tables%s, in %s.",
            rows,
            manifest.files().size(),
            kept > 0 ? " (" + kept + " unchanged since the last attempt)" : "",
            request.target()));
  }
}
