package dev.oneoff.admin.cli.format;

import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows for a person at a terminal: a table if it fits, otherwise a block of lines per row. The
 * first {@value #SAMPLE} rows decide, so that memory does not grow with the result.
 */
public final class TerminalPrinter implements RowPrinter {

  /** When to print rows as blocks. */
  public enum Expanded {
    ON,
    OFF,
    /** If a table would be wider than the terminal. */
    AUTO
  }

  private static final int SAMPLE = 100;
  // Between two columns.
  private static final int GAP = 2;

  private final Writer out;
  private final List<String> columns;
  private final Expanded expanded;
  private final int width;
  private final List<List<? extends @Nullable Object>> sample = new ArrayList<>();
  private @Nullable RowPrinter chosen;

  /**
   * A printer for one result.
   *
   * @param width the number of columns of the terminal
   */
  public TerminalPrinter(Writer out, List<String> columns, Expanded expanded, int width) {
    this.out = out;
    this.columns = List.copyOf(columns);
    this.expanded = expanded;
    this.width = width;
  }

  @Override
  public void row(List<? extends @Nullable Object> values) {
    if (chosen != null) {
      chosen.row(values);
      return;
    }
    sample.add(values);
    if (sample.size() == SAMPLE) {
      choose();
    }
  }

  @Override
  public void end() {
    (chosen == null ? choose() : chosen).end();
  }

  private RowPrinter choose() {
    RowPrinter printer = isExpanded() ? new Blocks(out, columns) : new TablePrinter(out, columns);
    sample.forEach(printer::row);
    sample.clear();
    chosen = printer;
    return printer;
  }

  private boolean isExpanded() {
    return switch (expanded) {
      case ON -> true;
      case OFF -> false;
      case AUTO -> tableWidth() > width;
    };
  }

  private int tableWidth() {
    int sum = -GAP;
    for (int i = 0; i < columns.size(); i++) {
      int widest = TablePrinter.width(columns.get(i));
      for (List<? extends @Nullable Object> row : sample) {
        widest = Math.max(widest, TablePrinter.width(Escapes.visible(row.get(i))));
      }
      sum += widest + GAP;
    }
    return sum;
  }

  /** One line per value. */
  private static final class Blocks implements RowPrinter {

    private final TextLines lines;
    private final List<String> names;
    private long count;

    Blocks(Writer out, List<String> columns) {
      int widest = columns.stream().mapToInt(TablePrinter::width).max().orElse(0);
      this.lines = new TextLines(out);
      this.names =
          columns.stream()
              .map(Escapes::visible)
              .map(name -> name + " ".repeat(Math.max(0, widest - TablePrinter.width(name))))
              .toList();
    }

    @Override
    public void row(List<? extends @Nullable Object> values) {
      count++;
      write("-[ row " + count + " ]-");
      for (int i = 0; i < names.size(); i++) {
        write(names.get(i) + "  " + Escapes.visible(values.get(i)));
      }
    }

    @Override
    public void end() {
      lines.flush();
    }

    private void write(String line) {
      lines.add(line.stripTrailing());
    }
  }
}
