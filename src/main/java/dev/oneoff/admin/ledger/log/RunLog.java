package dev.oneoff.admin.ledger.log;

import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.database.Database;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Keeps what a run says and what the service logs meanwhile, from opening to close. It never blocks
 * the work: lines are written about once a second by a thread of its own, and lost while the
 * database is down.
 */
public final class RunLog implements AutoCloseable {

  /** The run's key in the log's context, for a format that shows it. */
  static final String MDC_KEY = "run";

  private static final long PAUSE_MILLIS = 1000;
  private static final long CLOSE_MILLIS = 5000;
  private static final String FORMAT = "%p [%c{3.}] %s%e";

  private final LogBuffer buffer = new LogBuffer(LogTable.HEAD + LogTable.TAIL);
  private final LogTable table;
  private final Consumer<String> say;
  private final Handler handler = new Kept();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread writer;
  private boolean told;

  private RunLog(LogTable table, Consumer<String> say) {
    this.table = table;
    this.say = say;
    this.writer = new Thread(this::write, "run log");
    writer.setDaemon(true);
  }

  /**
   * Starts keeping the log. What the run says comes through {@link #add}; log records are captured
   * automatically, whether the service is booted or not.
   *
   * @param say is told once if lines are lost
   */
  public static RunLog open(Database database, long run, Consumer<String> say) {
    RunLog log = new RunLog(new LogTable(database, run), say);
    mark(run);
    Logger.getLogger("").addHandler(log.handler);
    log.writer.start();
    return log;
  }

  /** Adds the run to the logging context of this thread; threads it starts later inherit it. */
  public static void mark(long run) {
    MDC.put(MDC_KEY, Long.toString(run));
  }

  /** Keeps what was said. */
  public void add(String text) {
    buffer.add(text);
  }

  /** Writes what is left, waiting only a moment. */
  @Override
  public void close() {
    Logger.getLogger("").removeHandler(handler);
    MDC.remove(MDC_KEY);
    closing.countDown();
    try {
      writer.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try (table) {
      boolean last;
      do {
        last = closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        writeWaiting();
      } while (!last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeWaiting() {
    LogBuffer.Batch batch = buffer.take();
    if (batch.isEmpty()) {
      // A waiting run keeps no connection.
      table.close();
      return;
    }
    try {
      table.write(batch.toWrite());
    } catch (SQLException | RuntimeException | OutOfMemoryError e) {
      buffer.lose(batch);
      if (!told) {
        told = true;
        say.accept("This run's log is not being kept at the moment: " + firstLine(e));
      }
    }
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** Captures what the service logs, except what the writing itself logs. */
  private final class Kept extends Handler {

    Kept() {
      setFormatter(new PatternFormatter(FORMAT));
    }

    @Override
    public void publish(LogRecord record) {
      if (Thread.currentThread() != writer && isLoggable(record)) {
        add(Redaction.PROCESS.redactUnreviewed(getFormatter().format(record)));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
