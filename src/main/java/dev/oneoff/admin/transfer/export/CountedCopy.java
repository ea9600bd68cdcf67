package dev.oneoff.admin.transfer.export;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.output.ProgressDisplay;
import dev.oneoff.admin.transfer.OpenCopy;
import dev.oneoff.admin.transfer.RowFormat;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.postgresql.copy.CopyOut;

/** One COPY to a stream that counts its rows on the way. */
public final class CountedCopy {

  /** How many rows pass between two progress updates. */
  private static final int STEP = 1 << 12;

  private CountedCopy() {}

  /**
   * What was written.
   *
   * @param took from the first row to the last
   */
  public record Copied(long rows, DataPipe.Written written, Duration took) {}

  /**
   * Copies all rows.
   *
   * @throws AdminException {@code FAILED} if PostgreSQL sent more or fewer than arrived
   */
  static Copied run(
      ExportSelect select,
      RowFormat format,
      boolean gzip,
      Connection connection,
      OutputStream target,
      ProgressDisplay progress)
      throws Exception {
    long started = System.nanoTime();
    try (DataPipe pipe = DataPipe.into(target, gzip)) {
      pipe.write(select.header(format).getBytes(StandardCharsets.UTF_8));
      long rows = rows(select.copy(format), connection, pipe, progress);
      DataPipe.Written written = pipe.finish();
      return new Copied(rows, written, Duration.ofNanos(System.nanoTime() - started));
    }
  }

  private static long rows(
      String copy, Connection connection, DataPipe pipe, ProgressDisplay progress)
      throws SQLException {
    try (OpenCopy<CopyOut> open = OpenCopy.out(copy, connection)) {
      CopyOut out = open.driver();
      long rows = 0;
      // PostgreSQL sends each row in a message of its own.
      for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
        pipe.write(row);
        if (++rows % STEP == 0) {
          progress.advance(STEP);
        }
      }
      progress.advance(rows % STEP);
      if (rows != out.getHandledRowCount()) {
        throw AdminException.failed(
            String.format(
                Locale.ROOT,
                "PostgreSQL sent %,d rows, but %,d arrived.",
                out.getHandledRowCount(),
                rows),
            null);
      }
      return rows;
    }
  }
}
