package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.output.ProgressDisplay;
import dev.oneoff.admin.transfer.OpenCopy;
import java.io.InputStream;
import java.sql.Connection;
import java.util.Locale;
import org.postgresql.copy.CopyIn;

/** One file into one table, by COPY; the transaction is the caller's. */
final class TableLoad {

  private static final int BLOCK = 1 << 16;

  private TableLoad() {}

  /**
   * Loads it.
   *
   * @throws AdminException {@code FAILED} if the file is not what the manifest says
   */
  static void run(
      TargetTable table, ExportFiles files, Connection connection, ProgressDisplay progress)
      throws Exception {
    try (CheckedFile file = new CheckedFile(table.file(), files.stream(table.file().name()));
        OpenCopy<CopyIn> copy = OpenCopy.in(table.copy(), connection)) {
      send(file, copy.driver(), table.file().rows(), progress);
      file.verify();
      long rows = copy.driver().endCopy();
      if (rows != table.file().rows()) {
        throw AdminException.failed(
            String.format(
                Locale.ROOT,
                "%s has %,d rows, and the manifest says %,d.",
                table.file().name(),
                rows,
                table.file().rows()),
            null);
      }
    }
  }

  private static void send(CheckedFile file, CopyIn copy, long rows, ProgressDisplay progress)
      throws Exception {
    InputStream in = file.rows();
    byte[] block = new byte[BLOCK];
    long told = 0;
    for (int count = in.read(block); count >= 0; count = in.read(block)) {
      copy.writeToCopy(block, 0, count);
      long now = (long) (rows * file.part());
      progress.advance(now - told);
      told = now;
    }
    progress.advance(rows - told);
  }
}
