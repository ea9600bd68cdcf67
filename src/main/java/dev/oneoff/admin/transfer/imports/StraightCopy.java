package dev.oneoff.admin.transfer.imports;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.output.ProgressDisplay;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.transfer.OpenCopy;
import dev.oneoff.admin.transfer.imports.file.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A CSV file's bytes as they are, by COPY into the table, in one transaction: all or nothing. */
final class StraightCopy {

  private static final int BUFFER = 1 << 16;

  /** Called between two blocks; throws if it is time to stop. */
  interface StopCheck {
    void check() throws Exception;
  }

  private final Connection connection;
  private final String table;
  private final List<FileColumn> columns;
  private final char delimiter;

  StraightCopy(Connection connection, String table, List<FileColumn> columns, char delimiter) {
    this.connection = connection;
    this.table = table;
    this.columns = columns;
    this.delimiter = delimiter;
  }

  /** The rows that will be in when the transaction is committed. */
  long run(SourceFile file, ProgressDisplay progress, StopCheck stop) throws Exception {
    String sql =
        "copy "
            + table
            + " ("
            + columns.stream().map(c -> c.target().quoted()).collect(Collectors.joining(", "))
            + ") from stdin with (format csv, header, encoding 'UTF8', delimiter "
            + (delimiter == '\t'
                ? "E'\\t'"
                : "'" + String.valueOf(delimiter).replace("'", "''") + "'")
            + ")";
    try (OpenCopy<CopyIn> open = OpenCopy.in(sql, connection);
        InputStream in = withoutMark(file.open())) {
      CopyIn copy = open.driver();
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        copy.writeToCopy(buffer, 0, read);
        progress.advance(lines(buffer, read));
        stop.check();
      }
      return copy.endCopy();
    } catch (PSQLException e) {
      throw explain(e);
    } catch (IOException e) {
      throw dev.oneoff.admin.transfer.imports.file.Records.refused(file, e);
    }
  }

  // Roughly the number of rows; it shows a person how fast it is.
  private static long lines(byte[] bytes, int length) {
    long lines = 0;
    for (int i = 0; i < length; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    return lines;
  }

  // COPY customers, line 3, column signed_up_on: "x"
  private static Exception explain(PSQLException e) {
    ServerErrorMessage message = e.getServerErrorMessage();
    if (message == null || !SqlState.ofData(e)) {
      return e;
    }
    String where = String.valueOf(message.getWhere()).lines().findFirst().orElse("");
    String place = where.replaceFirst("^COPY [^,]*, ", "").replaceFirst(":.*", "");
    return AdminException.failed(
        "Nothing was imported: " + place + ": " + SqlState.message(e) + ".", e);
  }

  private static InputStream withoutMark(InputStream in) throws IOException {
    PushbackInputStream begin = new PushbackInputStream(in, 3);
    byte[] mark = begin.readNBytes(3);
    boolean marked =
        mark.length == 3
            && mark[0] == (byte) 0xef
            && mark[1] == (byte) 0xbb
            && mark[2] == (byte) 0xbf;
    if (!marked) {
      begin.unread(mark);
    }
    return begin;
  }
}
