package dev.oneoff.admin.transfer.imports.stage;

import dev.oneoff.admin.transfer.OpenCopy;
import dev.oneoff.admin.transfer.imports.FileColumn;
import dev.oneoff.admin.transfer.imports.check.Reject;
import dev.oneoff.admin.transfer.imports.check.RowChecks;
import dev.oneoff.admin.transfer.imports.file.RecordBuffer;
import dev.oneoff.admin.transfer.imports.file.RecordReader;
import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.copy.CopyIn;

/** Loads a whole file into its staging table, with one COPY, checking it on the way. */
public final class Staging {

  /** What happens between two chunks. */
  public interface AfterChunk {
    void staged(long rows, long rejected) throws Exception;
  }

  /**
   * What is staged.
   *
   * @param rows all of them, including those with a reason for rejection
   * @param lastLine on which the last record begins
   */
  public record Staged(long rows, long rejected, long lastLine) {}

  private final StagingTable table;
  private final RowChecks checks;
  private final CopyText text = new CopyText();

  public Staging(StagingTable table, RowChecks checks) {
    this.table = table;
    this.checks = checks;
  }

  /**
   * Stages all of it, in the open transaction.
   *
   * @param after lines up to this one were staged and loaded before, and are skipped
   */
  public Staged stage(RecordReader reader, Connection connection, long after, AfterChunk afterChunk)
      throws Exception {
    table.create(connection);
    long rows = 0;
    long rejected = 0;
    long lastLine = 0;
    try (OpenCopy<CopyIn> copy = OpenCopy.in(table.copy(), connection);
        ReadAhead parts = new ReadAhead(reader)) {
      boolean more = true;
      while (more) {
        ReadAhead.Part part = parts.next();
        List<Reject> rejects = new ArrayList<>(part.rejects);
        checks.check(part.chunk, rejects::add);
        text.clear();
        for (int row = 0; row < part.chunk.rows(); row++) {
          lastLine = Math.max(lastLine, part.chunk.line(row));
          if (!part.chunk.rejected(row) && part.chunk.line(row) > after) {
            write(part.chunk, row);
            rows++;
          }
        }
        for (Reject reject : rejects) {
          lastLine = Math.max(lastLine, reject.line());
          if (reject.line() > after) {
            write(reject);
            rows++;
            rejected++;
          }
        }
        copy.driver().writeToCopy(text.bytes(), 0, text.length());
        more = !part.last;
        parts.done(part);
        afterChunk.staged(rows, rejected);
      }
      copy.driver().endCopy();
    }
    table.index(connection);
    return new Staged(rows, rejected, lastLine);
  }

  private void write(RecordBuffer chunk, int row) throws IOException {
    text.number(chunk.line(row)).nothing().nothing();
    char[] chars = chunk.text();
    List<FileColumn> columns = table.columns();
    for (int i = 0; i < columns.size(); i++) {
      int place = columns.get(i).place();
      if (chunk.isNull(row, place)) {
        text.nothing();
      } else if (checks.converts(i)) {
        text.text(checks.written(i, chunk.value(row, place)));
      } else {
        text.text(chars, chunk.from(row, place), chunk.to(row, place));
      }
    }
    text.end();
  }

  private void write(Reject reject) {
    text.number(reject.line()).text(reject.column()).text(reject.reason().replace("\0", "\\0"));
    for (int i = 0; i < table.columns().size(); i++) {
      text.nothing();
    }
    text.end();
  }
}
