package dev.oneoff.admin.cli.output;

import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.terminal.Pager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows shown through a pager; what has arrived is shown when they are closed, complete or not. */
public final class PagedRows implements RowPrinter {

  private final RowPrinter rows;
  private final Pager pager;

  /**
   * Rows on their way to a pager.
   *
   * @param rows writes to it
   */
  public PagedRows(RowPrinter rows, Pager pager) {
    this.rows = rows;
    this.pager = pager;
  }

  @Override
  public boolean left() {
    return pager.left();
  }

  @Override
  public void row(List<? extends @Nullable Object> values) {
    rows.row(values);
  }

  @Override
  public void end() {
    rows.end();
  }

  @Override
  public void close() {
    try {
      pager.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
