package dev.oneoff.admin.shell;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.output.SqlPrinter;
import dev.oneoff.admin.database.DatabaseFailure;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.origin.Selecting;
import dev.oneoff.admin.database.session.SessionLimits;
import dev.oneoff.admin.database.session.SqlColumn;
import dev.oneoff.admin.database.session.SqlFailure;
import dev.oneoff.admin.database.session.SqlResult;
import dev.oneoff.admin.database.session.SqlValues;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.database.statement.OneStatement;
import dev.oneoff.admin.database.statement.ReadOnlyRules;
import dev.oneoff.admin.database.statement.SqlStatement;
import dev.oneoff.admin.shell.engine.Explanation;
import dev.oneoff.admin.shell.value.Sheet;
import dev.oneoff.admin.shell.wire.WatchedWire;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One SQL statement through the service's own pool, printed as its rows arrive. */
final class SqlTable {

  private static final int FETCH = 500;

  private final DataSource dataSource;
  private final Console console;
  private final int pageSize;
  private final WriteWindow window;
  // Called when there is something to mask: the shell is useful for more than this.
  private final Supplier<Masking> masking;

  private final Supplier<String> toWrite;
  private final SessionLimits limits;
  private final DatabaseFailure failure;
  private Sheet sheet;
  private Optional<Sent> last = Optional.empty();

  /** A statement that returned rows. */
  private record Sent(String sql, List<@Nullable Object> parameters) {}

  /** Where rows are printed, and how many; repeating it must not write again. */
  private record Place(Sheet sheet, int most, boolean again) {}

  SqlTable(
      DataSource dataSource,
      Console console,
      Sheet sheet,
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
    this.sheet = sheet;
    this.pageSize = pageSize;
    this.window = window;
    this.masking = masking;
  }

  /**
   * In the open transaction, so that rows arrive a few at a time.
   *
   * @throws dev.oneoff.admin.AdminException {@code REFUSED} for what does not read, while the shell
   *     is read-only, {@code FAILED} with PostgreSQL's message and its position
   */
  void run(String sql, @Nullable Object... parameters) {
    run(new Place(sheet, pageSize, false), sql, parameters);
  }

  /** From now on it prints there. */
  void on(Sheet other) {
    sheet = other;
  }

  /** The statement that last returned rows is no longer what is meant. */
  void forget() {
    last = Optional.empty();
  }

  /**
   * Runs the statement that last returned rows again, and prints all of them.
   *
   * @return whether there was such a statement
   */
  boolean again(Sheet elsewhere) {
    Optional<Sent> asked = last;
    asked.ifPresent(
        each ->
            run(
                new Place(elsewhere, Integer.MAX_VALUE, true),
                each.sql(),
                each.parameters().toArray()));
    return asked.isPresent();
  }

  private void run(Place place, String sql, @Nullable Object... parameters) {
    if (!window.isOpen()) {
      ReadOnlyRules.requireReadable(SqlStatement.of(sql), toWrite);
    }
    try (Connection connection = dataSource.getConnection()) {
      OneStatement.require(connection, sql);
      if (place.again()) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("set transaction read only");
        }
      }
      execute(connection, place, sql, parameters);
    } catch (SQLException e) {
      if (place.again() && SqlState.of(e) == SqlState.READ_ONLY) {
        throw AdminException.refused(
            "The statement that returned these rows writes, so it is not repeated for them: run"
                + " it again yourself.",
            e);
      }
      throw new SqlFailure(SqlStatement.of(sql), limits, failure, console.unmasked())
          .explain(e, toWrite);
    }
  }

  private void execute(
      Connection connection, Place place, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH);
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      if (statement.execute()) {
        Selecting selecting =
            new Selecting(sql, SqlStatement.of(sql).verb(), Arrays.asList(parameters));
        WatchedWire.aside(connection, () -> print(place, statement.getResultSet(), selecting));
        last =
            isRead(selecting)
                ? Optional.of(new Sent(sql, Arrays.asList(parameters)))
                : Optional.empty();
      } else if (statement.getUpdateCount() == 0 && SqlStatement.of(sql).countsItsRows()) {
        console.say("0 rows.");
      }
    }
  }

  // A statement that writes is not run again for its rows.
  private static boolean isRead(Selecting selecting) {
    return !ReadOnlyRules.writes(SqlStatement.of(selecting.sql()));
  }

  private void print(Place place, ResultSet rows, Selecting selecting) throws SQLException {
    SqlPrinter result = new SqlPrinter(console, place.sheet()::rows);
    SqlValues.Handed handed;
    try (result) {
      handed =
          new SqlValues(masking.get()).hand(rows, selecting, seen(selecting, result), place.most());
      result.end();
    }
    if (handed.more()) {
      console.say(
          "There are more rows than these " + handed.rows() + ": add a limit and an offset.");
    }
  }

  // A plan's conditions contain values of columns that it does not name.
  private SqlResult seen(Selecting selecting, SqlResult result) {
    return console.unmasked() || !selecting.verb().equals("EXPLAIN")
        ? result
        : new SqlResult() {
          @Override
          public void columns(List<SqlColumn> columns) {
            result.columns(columns);
          }

          @Override
          public void row(List<@Nullable Object> values) {
            List<@Nullable Object> masked = new ArrayList<>();
            for (@Nullable Object value : values) {
              masked.add(
                  value instanceof String text ? Redaction.PROCESS.redactUnreviewed(text) : value);
            }
            result.row(masked);
          }
        };
  }
}
