package dev.oneoff.admin.transfer.dump;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.output.AtomicFile;
import dev.oneoff.admin.cli.output.ProgressDisplay;
import dev.oneoff.admin.transfer.export.CountedCopy;
import dev.oneoff.admin.transfer.export.TableCopy;
import dev.oneoff.admin.transfer.manifest.Manifest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table being copied to its file. */
final class TableFile {

  private final ServiceTables.Table table;
  private final List<String> masked;
  private final PartFolder part;
  private boolean kept;

  private TableFile(ServiceTables.Table table, List<String> masked, PartFolder part) {
    this.table = table;
    this.masked = masked;
    this.part = part;
  }

  static TableFile of(ServiceTables.Table table, Collection<String> masked, PartFolder part) {
    return new TableFile(table, table.columns().stream().filter(masked::contains).toList(), part);
  }

  ServiceTables.Table table() {
    return table;
  }

  /** The columns whose values it omits. */
  List<String> masked() {
    return masked;
  }

  /** Whether it was complete already, and still is. */
  boolean kept() {
    return kept;
  }

  /** The characters allowed in a file name; the manifest has the table's actual name. */
  String name() {
    return (table.schema() + "." + table.name()).replaceAll("[^\\p{Alnum}_.-]", "_")
        + (safe() ? "" : "-" + Integer.toHexString(table.toString().hashCode()))
        + ".csv.gz";
  }

  // Some file systems treat names as equal that differ only in case.
  private boolean safe() {
    return (table.schema() + table.name()).matches("[a-z0-9_]+");
  }

  /** Copies the table's rows in this session's snapshot, unless the file already has them. */
  Manifest.DataFile write(SnapshotHorizon horizon, Connection connection, ProgressDisplay progress)
      throws Exception {
    PartFolder.@Nullable Done done = part.done().get(name());
    if (done != null && unchanged(done, connection)) {
      kept = true;
      progress.advance(done.file().rows());
      return done.file();
    }
    try (AtomicFile file = part.begin(name())) {
      CountedCopy.Copied result =
          TableCopy.of(table.source(), table.columns(), masked)
              .run(connection, file.stream(), progress);
      requireAll(result.rows(), connection);
      file.complete();
      Manifest.DataFile written =
          new Manifest.DataFile(
              name(),
              Optional.of(table.schema()),
              Optional.of(table.name()),
              result.rows(),
              result.written().bytes(),
              result.written().sha256(),
              table.columns(),
              masked);
      part.done(new PartFolder.Done(written, horizon, table.leaves()));
      return written;
    }
  }

  private boolean unchanged(PartFolder.Done done, Connection connection) throws SQLException {
    return done.leaves().equals(table.leaves())
        && done.file().columns().equals(table.columns())
        && done.file().masked().equals(masked)
        && done.horizon().unchanged(table, done.file().rows(), connection);
  }

  // A different plan over the same snapshot: a damaged index or a lost message would show.
  private void requireAll(long rows, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table.source())) {
      row.next();
      if (row.getLong(1) != rows) {
        throw AdminException.failed(
            String.format(
                Locale.ROOT,
                "%s has %,d rows, and %,d were copied. The export is not whole.",
                table,
                row.getLong(1),
                rows),
            null);
      }
    }
  }
}
