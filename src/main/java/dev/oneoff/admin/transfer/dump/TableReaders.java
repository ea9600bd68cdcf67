package dev.oneoff.admin.transfer.dump;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.output.ProgressDisplay;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.session.Cancellation;
import dev.oneoff.admin.transfer.export.ExportSession;
import dev.oneoff.admin.transfer.manifest.Manifest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Reads tables in several sessions that share one snapshot; the first failure ends them all. */
final class TableReaders {

  private final ExportSession first;
  private final Database database;
  private final Interruption interruption;
  private final int workers;

  TableReaders(ExportSession first, Database database, Interruption interruption, int workers) {
    this.first = first;
    this.database = database;
    this.interruption = interruption;
    this.workers = workers;
  }

  List<Manifest.DataFile> read(List<TableFile> files, ProgressDisplay progress) throws Exception {
    SnapshotHorizon horizon = SnapshotHorizon.of(first.connection());
    String snapshot = first.export();
    Queue<TableFile> waiting = new ConcurrentLinkedQueue<>(files);
    ExecutorService threads = Executors.newFixedThreadPool(workers, TableReaders::daemon);
    try {
      CompletionService<List<Manifest.DataFile>> reading = new ExecutorCompletionService<>(threads);
      for (int i = 0; i < workers; i++) {
        reading.submit(() -> read(waiting, snapshot, horizon, progress));
      }
      List<Manifest.DataFile> written = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        written.addAll(reading.take().get());
      }
      return written;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      // The other readers find nothing to continue with.
      waiting.clear();
      threads.shutdownNow();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "reads tables");
    thread.setDaemon(true);
    return thread;
  }

  private List<Manifest.DataFile> read(
      Queue<TableFile> waiting, String snapshot, SnapshotHorizon horizon, ProgressDisplay progress)
      throws Exception {
    List<Manifest.DataFile> written = new ArrayList<>();
    try (ExportSession session = session(snapshot);
        Cancellation cancellation = new Cancellation(interruption, session.connection())) {
      for (TableFile next = waiting.poll(); next != null; next = waiting.poll()) {
        interruption.checkpoint();
        written.add(next.write(horizon, session.connection(), progress));
      }
      return written;
    } catch (Exception e) {
      waiting.clear();
      throw e;
    }
  }

  private ExportSession session(String snapshot) {
    try {
      return ExportSession.begin(database, Optional.of(snapshot));
    } catch (SQLException e) {
      throw AdminException.unavailable(
          "A second session could not use the first one's snapshot: " + e.getMessage() + ".", e);
    }
  }
}
