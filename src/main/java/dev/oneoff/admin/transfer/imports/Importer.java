package dev.oneoff.admin.transfer.imports;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.output.AtomicFile;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.lock.Lock;
import dev.oneoff.admin.database.lock.LockKey;
import dev.oneoff.admin.database.lock.Locks;
import dev.oneoff.admin.entity.EntityTable;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.Run;
import dev.oneoff.admin.transfer.PlainText;
import dev.oneoff.admin.transfer.TargetDatabase;
import dev.oneoff.admin.transfer.imports.file.RecordReader;
import dev.oneoff.admin.transfer.imports.file.SourceFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code import}: decides whether to start or to resume, and allows one import at a time into a
 * table.
 */
public final class Importer {

  /** A killed process's statement keeps running for a moment. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  // A file of any size is read again for the rejected lines, within a transaction.
  private static final Map<String, String> SESSION =
      PlainText.with(Map.of("idle_in_transaction_session_timeout", "10min"));

  private final Invocation invocation;
  private final Console console;
  private final Database database;
  private final ImportBeans beans;

  public Importer(Invocation invocation, Database database, ImportBeans beans) {
    this.invocation = invocation;
    this.console = invocation.console();
    this.database = database;
    this.beans = beans;
  }

  /**
   * Imports the file.
   *
   * @return {@code INCOMPLETE} if lines were rejected
   */
  public ExitCode run(ImportRequest request) throws Exception {
    TargetDatabase.require(database);
    if (request.rejects().isPresent()) {
      // Better now than when everything is in.
      AtomicFile.at(request.rejects().get()).close();
    }
    try (SourceFile file = SourceFile.of(request.file(), console.stdin());
        Interruption.Hold hold = invocation.interruption().hold()) {
      EntityTable table;
      ImportTarget target;
      try (Connection connection = database.connect()) {
        table = EntityTable.of(beans.entities().named(request.entity()), connection);
        FileHeader header = header(request, file);
        target = ImportTarget.of(table, request, header, connection);
        requireStraight(request, target, header.names());
      }
      try (Lock lock = lock(table.name())) {
        return work(request, file, target, lock);
      }
    }
  }

  private FileHeader header(ImportRequest request, SourceFile file) throws Exception {
    if (file.stdin() && file.size() == 0) {
      throw AdminException.refused("stdin is empty.");
    }
    try (RecordReader reader = request.records().open(file)) {
      return FileHeader.read(reader);
    }
  }

  private ExitCode work(ImportRequest request, SourceFile file, ImportTarget target, Lock lock)
      throws Exception {
    Optional<ImportState> former = Optional.empty();
    if (!request.straight() && !request.dryRun()) {
      former = former(request, file, target);
    }
    if (former.isEmpty()
        && new ImportedBefore(database, console::say).done(request, file, target)) {
      return ExitCode.DONE;
    }
    if (former.isPresent()) {
      sayResuming(former.get());
      invocation.begins(former.get().run());
    } else {
      invocation.begins();
    }
    long run =
        invocation
            .control()
            .run()
            .orElseThrow(
                () ->
                    AdminException.unavailable(
                        "Nothing was imported, because the ledger cannot be written.", null));
    Import context =
        Import.of(invocation, database, request, file, target, run, lock.work(SESSION));
    return request.straight()
        ? new StraightImport(context).run()
        : new StagedImport(context, beans).run(former);
  }

  private Optional<ImportState> former(ImportRequest request, SourceFile file, ImportTarget target)
      throws SQLException {
    Optional<ImportState> former;
    try (Connection connection = database.connect()) {
      former = ImportState.find(connection, target.table().name(), file.name(), request.identity());
    }
    if (former.isPresent() && !same(former.get(), file)) {
      throw AdminException.refused(
          (file.stdin() ? "The input on stdin" : file.name())
              + " is not the file that run "
              + former.get().run()
              + " began with ("
              + former.get().tally()
              + "). Continue with that file as it was, or cancel the run with "
              + Datasource.command("runs cancel " + former.get().run())
              + " and import this one.");
    }
    return former;
  }

  private static boolean same(ImportState former, SourceFile file) {
    return former.fileSize() == file.size()
        && (former.fileChangedAt() == file.changedAt() || former.fileHash().equals(file.hash()));
  }

  private void sayResuming(ImportState former) throws SQLException {
    Run run = new Ledger(database).get(former.run());
    console.say(run.resuming(former.tally().toString()));
  }

  private static void requireStraight(
      ImportRequest request, ImportTarget target, List<String> header) {
    if (!request.straight()) {
      return;
    }
    boolean plain =
        target.columns().size() == header.size()
            && target.columns().stream().allMatch(c -> c.lookup().isEmpty())
            && target.columns().stream()
                .noneMatch(
                    c ->
                        c.target().javaType().map(Class::isEnum).orElse(false)
                            && !c.target().type().startsWith("character"));
    boolean unnumbered =
        target.generated().isPresent()
            && target.identifier().isEmpty()
            && !target.generated().get().column().hasDefault();
    if (!plain || unnumbered) {
      throw AdminException.usage(
          "--no-checks copies the file as it is: with all columns, including identifiers, and"
              + " without references by other keys. Leave it out.");
    }
  }

  private Lock lock(String table) throws SQLException {
    LockKey key;
    try (Connection connection = database.connectDirect()) {
      key =
          LockKey.of(
              "import",
              String.valueOf(connection.getCatalog()),
              String.valueOf(connection.getSchema()),
              table);
    }
    try {
      return new Locks(database, invocation.interruption(), console::say).acquire(key, PATIENCE);
    } catch (AdminException e) {
      throw e.reason() == AdminException.Cause.BUSY
          ? AdminException.busy(
              "Another process is importing into " + table + ". " + e.getMessage())
          : e;
    }
  }
}
