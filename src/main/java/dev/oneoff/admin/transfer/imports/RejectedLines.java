package dev.oneoff.admin.transfer.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.output.AtomicFile;
import dev.oneoff.admin.transfer.imports.check.Reject;
import dev.oneoff.admin.transfer.imports.file.RecordBuffer;
import dev.oneoff.admin.transfer.imports.file.RecordReader;
import dev.oneoff.admin.transfer.imports.file.SourceFile;
import dev.oneoff.admin.transfer.imports.stage.StagingTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows the lines that were rejected: some to the person at the prompt, all of them in a file. */
final class RejectedLines {

  private static final int SAID = 10;
  private static final int FETCH = 1_000;
  private static final int ROWS = 1_000;

  private final ImportRequest request;
  private final SourceFile file;
  private final StagingTable staging;

  RejectedLines(ImportRequest request, SourceFile file, StagingTable staging) {
    this.request = request;
    this.file = file;
    this.staging = staging;
  }

  /** Reports the first of them. */
  void say(Connection connection, Console console) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query() + " limit " + (SAID + 1))) {
      for (int i = 0; rows.next(); i++) {
        console.say(
            i < SAID
                ? read(rows) + "."
                : request.rejects().isPresent()
                    ? "More lines are rejected; " + request.rejects().get() + " lists them."
                    : "More lines are rejected; --rejects FILE lists them.");
      }
    }
  }

  /** Writes all of them, with the lines as they are in the file, which is read again for that. */
  void write(Connection connection) throws SQLException, IOException {
    if (request.rejects().isEmpty()) {
      return;
    }
    Path path = request.rejects().get();
    try (AtomicFile output = AtomicFile.at(path);
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(output.writer());
      csv.writeRecord("line", "column", "reason", "record");
      try (ResultSet rows = statement.executeQuery(query());
          Originals originals = new Originals(request.records().open(file))) {
        while (rows.next()) {
          Reject reject = read(rows);
          csv.writeRecord(
              Long.toString(reject.line()),
              reject.column() == null ? "" : reject.column(),
              reject.reason(),
              originals.at(reject.line()));
        }
      }
      csv.flush();
      output.complete();
    }
  }

  private String query() {
    return "select "
        + StagingTable.LINE
        + ", "
        + StagingTable.COLUMN
        + ", "
        + StagingTable.REASON
        + " from "
        + staging.name()
        + " where "
        + StagingTable.REASON
        + " is not null order by "
        + StagingTable.LINE;
  }

  private static Reject read(ResultSet row) throws SQLException {
    return new Reject(row.getLong(1), row.getString(2), row.getString(3));
  }

  /** The file's records by line; requested in order. */
  private static final class Originals implements AutoCloseable {

    private final RecordReader reader;
    private final RecordBuffer chunk;
    private final Map<Long, String> ragged = new HashMap<>();
    private int row;
    private boolean more = true;

    Originals(RecordReader reader) {
      this.reader = reader;
      this.chunk = new RecordBuffer(reader.header().size(), ROWS);
    }

    String at(long line) throws IOException {
      while (true) {
        while (row < chunk.rows() && chunk.line(row) < line) {
          row++;
        }
        boolean found = row < chunk.rows();
        if (found && chunk.line(row) == line) {
          return reader.line(chunk, row);
        }
        @Nullable String text = ragged.get(line);
        if (text != null || found || !more) {
          return text == null ? "" : text;
        }
        chunk.clear();
        row = 0;
        // If there were many, it includes those of lines after this one.
        ragged.keySet().removeIf(at -> at < line);
        more = reader.read(chunk, (at, why, original) -> ragged.put(at, original));
      }
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
