package dev.oneoff.admin.shell;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.database.pool.ConsoleGuard;
import dev.oneoff.admin.database.pool.Pools;
import dev.oneoff.admin.database.session.TableChange;
import dev.oneoff.admin.database.session.TransactionNumbers;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.ledger.Transcript;
import dev.oneoff.admin.shell.undo.KeptWrites;
import dev.oneoff.admin.shell.undo.LastWrite;
import dev.oneoff.admin.shell.wire.SqlLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the shell does, one piece after another: each is recorded before it runs; afterwards nothing
 * is left open, and what was written is reported.
 */
final class ShellWork implements AutoCloseable {

  private final Invocation invocation;
  private final Console console;
  private final WriteWindow window;
  private final ConsoleGuard pool;
  private final ConsoleConnections connections;
  private final SqlLog log;
  private final KeptWrites keeper;
  private final LastWrite lastWrite;
  private final Runnable forget;
  private final RequestScope scope = new RequestScope();

  /**
   * The work of a shell.
   *
   * @param keeper keeps what was written, for {@code :undo}
   * @param forget is called when the database may have changed: what is known of it no longer holds
   */
  ShellWork(
      Invocation invocation,
      WriteWindow window,
      ConsoleGuard pool,
      ConsoleConnections connections,
      SqlLog log,
      KeptWrites keeper,
      LastWrite lastWrite,
      Runnable forget) {
    this.invocation = invocation;
    this.console = invocation.console();
    this.window = window;
    this.pool = pool;
    this.connections = connections;
    this.log = log;
    this.keeper = keeper;
    this.lastWrite = lastWrite;
    this.forget = forget;
  }

  /**
   * Records it and does it.
   *
   * @param kept as what {@code :undo} keeps what it writes; empty if it is not kept
   * @throws AdminException if it wrote although the shell was read-only
   */
  void run(Transcript.Kind kind, String text, Optional<String> kept, Runnable work) {
    Transcript.Entry entry = invocation.transcript().begin(kind, text, window.reason());
    try {
      work.run();
      end();
      List<TableChange> changes = connections.takeCommitted();
      boolean refused = tellWrote(entry, changes, kept);
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
      tellWrote(entry, changes, kept);
      say(changes);
      throw e;
    }
  }

  WriteWindow window() {
    return window;
  }

  SqlLog log() {
    return log;
  }

  /** Cancels the statements that are running. */
  void cancel() {
    connections.cancel();
  }

  /** Undoes the last write, as {@link LastWrite#undo} says. */
  String undo() {
    return lastWrite.undo();
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
    int left = connections.reclaim();
    if (left > 0) {
      console.say(
          (left == 1 ? "A connection that was" : left + " connections that were")
              + " left open "
              + (left == 1 ? "was" : "were")
              + " closed: a snippet closes its own, as try (…) { } does.");
    }
  }

  // Whether it wrote although it should not have.
  private boolean tellWrote(
      Transcript.Entry entry, List<TableChange> changes, Optional<String> kept) {
    boolean wrote = pool.takeWrote();
    if (wrote) {
      entry.wrote();
    }
    kept.ifPresent(text -> keeper.end(text, wrote, changes));
    return pool.takeWroteWhileReading();
  }

  private long say(List<TableChange> changes) {
    if (window.isOpen()) {
      forget.run();
    }
    changes.forEach(change -> console.say(change + "."));
    return changes.stream().mapToLong(c -> c.inserted() + c.updated() + c.deleted()).sum();
  }

  @Override
  public void close() {
    scope.close();
  }
}
