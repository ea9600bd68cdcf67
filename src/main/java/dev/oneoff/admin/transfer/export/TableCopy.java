package dev.oneoff.admin.transfer.export;

import dev.oneoff.admin.cli.output.ProgressDisplay;
import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.transfer.RowFormat;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All rows of a table as compressed CSV. */
public final class TableCopy {

  private final String sql;
  private final List<String> names;
  private final List<String> masked;

  private TableCopy(String sql, List<String> names, List<String> masked) {
    this.sql = sql;
    this.names = names;
    this.masked = masked;
  }

  /**
   * Of a table.
   *
   * @param source what follows {@code from}
   * @param columns by their names in the catalogue; without any, the rows have no values
   */
  public static TableCopy of(String source, List<String> columns, List<String> masked) {
    return new TableCopy(
        "select "
            + columns.stream().map(Identifier::quoted).collect(Collectors.joining(", "))
            + " from "
            + source,
        columns,
        masked);
  }

  /** Copies them. */
  public CountedCopy.Copied run(
      Connection connection, OutputStream target, ProgressDisplay progress) throws Exception {
    return CountedCopy.run(select(connection), RowFormat.CSV, true, connection, target, progress);
  }

  private ExportSelect select(Connection connection) throws SQLException {
    List<ColumnDescription> described = ColumnDescription.of(sql, connection);
    List<OutColumn> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(
          new OutColumn(names.get(i), described.get(i).type(), masked.contains(names.get(i))));
    }
    return new ExportSelect(sql, columns);
  }
}
