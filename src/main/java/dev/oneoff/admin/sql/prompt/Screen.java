package dev.oneoff.admin.sql.prompt;

import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.terminal.Pager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows shown through a pager until it ends. */
final class Screen implements RowPrinter {

  private final Pager pager;
  private final RowPrinter rows;

  Screen(Pager pager, RowPrinter rows) {
    this.pager = pager;
    this.rows = rows;
  }

  /** Whether nobody wants more rows. */
  boolean left() {
    return pager.left();
  }

  @Override
  public void row(List<? extends @Nullable Object> values) {
    rows.row(values);
  }

  @Override
  public void end() {
    rows.end();
    try {
      pager.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
