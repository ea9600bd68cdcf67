package dev.oneoff.admin.cli.write;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.database.session.SqlOutcome;
import dev.oneoff.admin.database.session.SqlResult;
import dev.oneoff.admin.database.session.TableChange;
import dev.oneoff.admin.database.statement.SqlStatement;
import dev.oneoff.admin.ledger.Counts;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A statement that overwrites more rows than its budget is rolled back; a person at a terminal is
 * shown what it would have done, and can type the number of rows to run it again for good. The
 * undone attempt holds no lock while they think.
 */
public final class CheckedWrites {

  private final Console console;
  private final RowBudget budget;
  private final UnaryOperator<String> ask;
  private final Sample sample;

  /**
   * Runs the statement; it is undone if it overwrites more rows than these.
   *
   * @param <E> how it fails
   */
  public interface Attempt<E extends Exception> {
    SqlOutcome upTo(long rows) throws E;
  }

  /** Reads some of the rows that an undone statement would have overwritten. */
  public interface Sample {
    void of(SqlOutcome undone, SqlResult result) throws SQLException;
  }

  /**
   * Checks a session's writes.
   *
   * @param ask asks a person at the terminal for one line
   */
  public CheckedWrites(
      Console console, RowBudget budget, UnaryOperator<String> ask, Sample sample) {
    this.console = console;
    this.budget = budget;
    this.ask = ask;
    this.sample = sample;
  }

  /**
   * Runs it, once or twice.
   *
   * @throws AdminException {@code REFUSED} if it overwrites too much: then nothing is written
   */
  public <E extends Exception> SqlOutcome run(SqlStatement statement, Attempt<E> attempt) throws E {
    boolean everyRow = isEveryRow(statement);
    long most = budget.most(everyRow);
    SqlOutcome tried = attempt.upTo(most);
    if (tried.undone().isEmpty()) {
      return tried;
    }
    long rows = tried.undone().get().overwritten();
    if (budget.given().isPresent()) {
      throw refused(tried, Counts.number(most) + " by --rows-at-most");
    }
    if (!console.interactive()) {
      throw AdminException.refused(
          what(everyRow, most, tried)
              + " Nothing was written. If you mean that many, say --rows-at-most "
              + rows
              + ".");
    }
    console.say(what(everyRow, most, tried));
    show(tried);
    String typed = ask.apply("Type the number of rows to confirm (" + Counts.number(rows) + "): ");
    if (!typed.replace(",", "").strip().equals(String.valueOf(rows))) {
      throw AdminException.refused("Not confirmed. Nothing was written.");
    }
    SqlOutcome written = attempt.upTo(rows);
    if (written.undone().isPresent()) {
      throw refused(written, "the " + Counts.number(rows) + " that were confirmed");
    }
    return written;
  }

  /** Whether it has no condition on the rows that it overwrites. */
  public static boolean isEveryRow(SqlStatement statement) {
    return EveryRow.isWrittenBy(statement.text());
  }

  private static AdminException refused(SqlOutcome tried, String most) {
    return AdminException.refused(
        "It would overwrite " + changes(tried) + ", more than " + most + ". Nothing was written.");
  }

  private static String what(boolean everyRow, long most, SqlOutcome tried) {
    return (everyRow
            ? "It has no WHERE, and would overwrite "
            : "It would overwrite more than " + Counts.of(most, "row") + ", ")
        + changes(tried)
        + ".";
  }

  private static String changes(SqlOutcome tried) {
    return tried.changes().isEmpty()
        ? Counts.of(tried.undone().orElseThrow().overwritten(), "row")
        : tried.changes().stream().map(TableChange::toString).collect(Collectors.joining("; "));
  }

  private void show(SqlOutcome tried) {
    try {
      SampleRows rows = new SampleRows(console);
      sample.of(tried, rows);
      rows.say();
    } catch (SQLException e) {
      console.say("A sample of them cannot be shown.");
    }
  }
}
