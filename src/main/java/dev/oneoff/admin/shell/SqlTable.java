package dev.oneoff.admin.shell;

import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.database.session.ReadOnlyGuard;
import dev.oneoff.admin.database.session.SensitiveFields;
import dev.oneoff.admin.database.session.SqlStatement;
import dev.oneoff.admin.database.session.WriteWindow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGResultSetMetaData;

/** One statement of SQL through the service's own pool, printed as it comes. */
final class SqlTable {

  private static final int FETCH = 500;

  private final DataSource dataSource;
  private final Console console;
  private final Format format;
  private final int pageSize;
  private final WriteWindow window;
  private final boolean unmasked;
  private final SensitiveFields sensitive = SensitiveFields.read();

  SqlTable(
      DataSource dataSource,
      Console console,
      Format format,
      int pageSize,
      WriteWindow window,
      boolean unmasked) {
    this.dataSource = dataSource;
    this.console = console;
    this.format = format;
    this.pageSize = pageSize;
    this.window = window;
    this.unmasked = unmasked;
  }

  /**
   * In the open transaction, so that rows come a few at a time.
   *
   * @throws dev.oneoff.admin.AdminException {@code REFUSED} for what does not read, while the shell
   *     reads
   */
  void run(String sql, @Nullable Object... parameters) throws SQLException {
    if (!window.isOpen()) {
      ReadOnlyGuard.requireReadable(SqlStatement.of(sql));
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH);
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      if (statement.execute()) {
        print(statement.getResultSet());
      }
    }
  }

  private void print(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    List<String> names = new ArrayList<>();
    List<Boolean> masked = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnLabel(i));
      masked.add(!unmasked && isSensitive(columns, i));
    }
    RowPrinter printer = console.rows(format, names);
    int printed = 0;
    boolean more = rows.next();
    for (; more && printed < pageSize; printed++, more = rows.next()) {
      printer.row(row(rows, masked));
    }
    printer.end();
    if (more) {
      console.say("There are more rows than these " + printed + ": add a limit and an offset.");
    }
  }

  // As it is selected, by the column that it comes from; an expression comes from none.
  private boolean isSensitive(ResultSetMetaData columns, int i) throws SQLException {
    PGResultSetMetaData base = columns.unwrap(PGResultSetMetaData.class);
    return sensitive.column(base.getBaseTableName(i), base.getBaseColumnName(i));
  }

  private static List<@Nullable Object> row(ResultSet rows, List<Boolean> masked)
      throws SQLException {
    List<@Nullable Object> cells = new ArrayList<>(masked.size());
    for (int i = 0; i < masked.size(); i++) {
      @Nullable Object value = rows.getObject(i + 1);
      cells.add(value != null && masked.get(i) ? Sensitive.MASK : value);
    }
    return cells;
  }
}
