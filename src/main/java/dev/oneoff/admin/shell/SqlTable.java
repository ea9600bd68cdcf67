package dev.oneoff.admin.shell;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.SqlPrinter;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.database.DatabaseFailure;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.origin.Selecting;
import dev.oneoff.admin.database.session.OneStatement;
import dev.oneoff.admin.database.session.ReadOnlyGuard;
import dev.oneoff.admin.database.session.SessionLimits;
import dev.oneoff.admin.database.session.SqlFailure;
import dev.oneoff.admin.database.session.SqlStatement;
import dev.oneoff.admin.database.session.SqlValues;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.shell.wire.WatchedWire;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One statement of SQL through the service's own pool, printed as it comes. */
final class SqlTable {

  private static final int FETCH = 500;

  private final DataSource dataSource;
  private final Console console;
  private final Format format;
  private final int pageSize;
  private final WriteWindow window;
  // Asked when there is something to mask: the shell is good for more than this.
  private final Supplier<Masking> masking;

  private final Supplier<String> toWrite;
  private final SessionLimits limits;
  private final DatabaseFailure failure;

  SqlTable(
      DataSource dataSource,
      Console console,
      Format format,
      int pageSize,
      WriteWindow window,
      Supplier<Masking> masking,
      SessionLimits limits,
      DatabaseFailure failure) {
    this.limits = limits;
    this.failure = failure;
    this.toWrite = () -> Explanation.toWrite(failure);
    this.dataSource = dataSource;
    this.console = console;
    this.format = format;
    this.pageSize = pageSize;
    this.window = window;
    this.masking = masking;
  }

  /**
   * In the open transaction, so that rows come a few at a time.
   *
   * @throws dev.oneoff.admin.AdminException {@code REFUSED} for what does not read, while the shell
   *     reads, {@code FAILED} with PostgreSQL's words and the place that they are about
   */
  void run(String sql, @Nullable Object... parameters) {
    if (!window.isOpen()) {
      ReadOnlyGuard.requireReadable(SqlStatement.of(sql), toWrite);
    }
    try (Connection connection = dataSource.getConnection()) {
      OneStatement.require(connection, sql);
      execute(connection, sql, parameters);
    } catch (SQLException e) {
      throw new SqlFailure(SqlStatement.of(sql), limits, failure, console.unmasked())
          .explain(e, toWrite);
    }
  }

  private void execute(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH);
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      if (statement.execute()) {
        Selecting selecting =
            new Selecting(sql, SqlStatement.of(sql).verb(), Arrays.asList(parameters));
        WatchedWire.aside(connection, () -> print(statement.getResultSet(), selecting));
      }
    }
  }

  private void print(ResultSet rows, Selecting selecting) throws SQLException {
    SqlPrinter printer = new SqlPrinter(console, format);
    SqlValues.Handed handed = new SqlValues(masking.get()).hand(rows, selecting, printer, pageSize);
    printer.end();
    if (handed.more()) {
      console.say(
          "There are more rows than these " + handed.rows() + ": add a limit and an offset.");
    }
  }
}
