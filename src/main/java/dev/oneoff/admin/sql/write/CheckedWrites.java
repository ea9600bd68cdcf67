package dev.oneoff.admin.sql.write;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.database.session.SqlOutcome;
import dev.oneoff.admin.database.session.SqlSession;
import dev.oneoff.admin.database.session.SqlStatement;
import dev.oneoff.admin.database.session.TableChange;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A statement that overwrites more rows than its budget is rolled back; a person at a terminal is
 * shown what it would have done, and whoever types the number of rows has it run again for good. No
 * lock is held while somebody thinks.
 */
public final class CheckedWrites {

  private final Console console;
  private final SqlSession session;
  private final RowBudget budget;
  private final UnaryOperator<String> ask;

  /** Runs the statement; what overwrites more rows than these is undone. */
  public interface Attempt {
    SqlOutcome upTo(long rows);
  }

  /**
   * Checks a session's writes.
   *
   * @param ask a person at the terminal, for one line
   */
  public CheckedWrites(
      Console console, SqlSession session, RowBudget budget, UnaryOperator<String> ask) {
    this.console = console;
    this.session = session;
    this.budget = budget;
    this.ask = ask;
  }

  /**
   * Runs it, once or twice.
   *
   * @throws AdminException {@code REFUSED} where it overwrites too much: nothing is written then
   */
  public SqlOutcome run(SqlStatement statement, Attempt attempt) {
    boolean everyRow = EveryRow.isWrittenBy(statement.text());
    long most = budget.most(everyRow);
    SqlOutcome tried = attempt.upTo(most);
    if (tried.undone().isEmpty()) {
      return tried;
    }
    long rows = tried.undone().get().overwritten();
    if (budget.given().isPresent()) {
      throw refused(tried, words(most) + " by --rows-at-most");
    }
    if (!console.interactive()) {
      throw AdminException.refused(
          what(everyRow, most, tried)
              + " Nothing was written. Where so many are meant, say --rows-at-most "
              + rows
              + ".");
    }
    console.say(what(everyRow, most, tried));
    show(tried);
    String typed = ask.apply("Type the number of rows to write it (" + words(rows) + "): ");
    if (!typed.replace(",", "").strip().equals(String.valueOf(rows))) {
      throw AdminException.refused("Not confirmed. Nothing was written.");
    }
    SqlOutcome written = attempt.upTo(rows);
    if (written.undone().isPresent()) {
      throw refused(written, "the " + words(rows) + " of before");
    }
    return written;
  }

  private static AdminException refused(SqlOutcome tried, String most) {
    return AdminException.refused(
        "It would overwrite " + changes(tried) + ", more than " + most + ". Nothing was written.");
  }

  private static String what(boolean everyRow, long most, SqlOutcome tried) {
    return (everyRow
            ? "It has no where, and would overwrite "
            : "It would overwrite more than " + words(most) + (most == 1 ? " row, " : " rows, "))
        + changes(tried)
        + ".";
  }

  private static String changes(SqlOutcome tried) {
    return tried.changes().isEmpty()
        ? words(tried.undone().orElseThrow().overwritten()) + " rows"
        : tried.changes().stream().map(TableChange::toString).collect(Collectors.joining("; "));
  }

  private void show(SqlOutcome tried) {
    try {
      SampleRows sample = new SampleRows(console);
      session.undone(tried, sample);
      sample.say();
    } catch (SQLException e) {
      console.say("A sample of them cannot be shown.");
    }
  }

  private static String words(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
