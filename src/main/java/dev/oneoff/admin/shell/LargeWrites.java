package dev.oneoff.admin.shell;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.write.CheckedWrites;
import dev.oneoff.admin.cli.write.RowBudget;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.session.SqlValues;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.shell.wire.BudgetWire;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** How a session handles statements that overwrite more rows than they seem to. */
final class LargeWrites implements BudgetWire.Budget {

  private final Console console;
  private final WriteWindow window;
  private final RowBudget budget;
  // Requested when there is something to show.
  private final Supplier<Masking> masking;
  private volatile UnaryOperator<String> ask;

  LargeWrites(Console console, WriteWindow window, RowBudget budget, Supplier<Masking> masking) {
    this.console = console;
    this.window = window;
    this.budget = budget;
    this.masking = masking;
    this.ask = console::ask;
  }

  /** From now on the person typing there is asked. */
  void ask(UnaryOperator<String> person) {
    ask = person;
  }

  @Override
  public Optional<CheckedWrites> checks(CheckedWrites.Sample sample) {
    return window.isOpen()
        ? Optional.of(new CheckedWrites(console, budget, ask, sample))
        : Optional.empty();
  }

  @Override
  public SqlValues values() {
    return new SqlValues(masking.get());
  }
}
