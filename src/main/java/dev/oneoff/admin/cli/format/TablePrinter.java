package dev.oneoff.admin.cli.format;

import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;
import org.jspecify.annotations.Nullable;

/**
 * Aligned columns for people. The first {@value #SAMPLE} rows determine the widths, so that memory
 * does not grow with the result; a wider value later on only shifts its own row.
 */
final class TablePrinter implements RowPrinter {

  private static final int SAMPLE = 1000;
  private static final String GAP = "  ";
  private static final int LONGEST_RULE = 80;

  private final TextLines lines;
  private final List<Cell> header;
  private final int[] widths;
  private final List<List<Cell>> sample = new ArrayList<>();
  private boolean started;

  private record Cell(String text, int width, boolean number) {
    static Cell of(@Nullable Object value) {
      String text = Escapes.visible(value);
      return new Cell(text, TablePrinter.width(text), value instanceof Number);
    }
  }

  TablePrinter(Writer out, List<String> columns) {
    this.lines = new TextLines(out);
    this.header = columns.stream().map(Cell::of).toList();
    this.widths = header.stream().mapToInt(Cell::width).toArray();
  }

  @Override
  public void row(List<? extends @Nullable Object> values) {
    List<Cell> cells = new ArrayList<>(values.size());
    for (Object value : values) {
      cells.add(Cell.of(value));
    }
    if (started) {
      write(cells);
      return;
    }
    sample.add(cells);
    if (sample.size() == SAMPLE) {
      start();
    }
  }

  @Override
  public void end() {
    if (!started) {
      start();
    }
    lines.flush();
  }

  private void start() {
    started = true;
    for (List<Cell> row : sample) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).width());
      }
    }
    write(header);
    List<Cell> rule = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      boolean last = i == widths.length - 1;
      rule.add(
          Cell.of("-".repeat(last ? Math.min(widths[i], lastRule(header.get(i))) : widths[i])));
    }
    write(rule);
    sample.forEach(this::write);
    sample.clear();
  }

  // Nothing is aligned after the last column, and one long text in it would fill lines with dashes.
  private static int lastRule(Cell heading) {
    return Math.max(LONGEST_RULE, heading.width());
  }

  private void write(List<Cell> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      Cell cell = cells.get(i);
      String padding = " ".repeat(Math.max(0, widths[i] - cell.width()));
      line.append(i == 0 ? "" : GAP);
      line.append(cell.number() ? padding + cell.text() : cell.text() + padding);
    }
    lines.add(line.toString().stripTrailing());
  }

  // By grapheme, as a reader sees it: a flag is two code points and two columns wide.
  static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); i += WCWidth.charCountForGraphemeCluster(text, i)) {
      width += Math.max(0, WCWidth.wcwidthForGraphemeCluster(text, i));
    }
    return width;
  }
}
