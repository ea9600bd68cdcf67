package dev.oneoff.admin.cli.format;

import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing for people, where {@link Format#print} is for programs: a line for each of its
 * properties, followed by its parts as tables. A cell that would break its table's lines is
 * truncated.
 */
public final class RecordPrinter {

  private static final String GAP = "  ";
  // Any less of a text says nothing.
  private static final int LEAST = 20;

  private final Writer out;
  private final TextLines lines;
  private final int width;

  /**
   * Where it is printed.
   *
   * @param width the number of columns available for a table
   */
  public RecordPrinter(Writer out, int width) {
    this.out = out;
    this.lines = new TextLines(out);
    this.width = width;
  }

  /** Prints it by its properties, in order. */
  public void print(Map<String, ? extends @Nullable Object> properties) {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, List<?>> tables = new LinkedHashMap<>();
    properties.forEach(
        (name, value) -> {
          if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
            tables.put(label(name), list);
          } else if (value != null) {
            texts.put(label(name), Format.flat(value));
          }
        });
    int widest = texts.keySet().stream().mapToInt(TablePrinter::width).max().orElse(0);
    texts.forEach((label, text) -> lines(label, text, widest));
    tables.forEach(this::table);
    lines.flush();
  }

  private void lines(String label, String text, int widest) {
    String before = label + ":" + " ".repeat(widest - TablePrinter.width(label));
    for (String line : text.split("\\R", -1)) {
      write(before + GAP + Escapes.visible(line));
      before = " ".repeat(widest + 1);
    }
  }

  private void table(String title, List<?> things) {
    List<String> columns = columns(things);
    if (columns.isEmpty()) {
      return;
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Object thing : things) {
      List<@Nullable Object> row = new ArrayList<>();
      columns.forEach(column -> row.add(cell(((Map<?, ?>) thing).get(column))));
      rows.add(row);
    }
    fit(columns, rows);
    write("");
    write(title + ":");
    TablePrinter table = new TablePrinter(out, columns.stream().map(RecordPrinter::label).toList());
    rows.forEach(table::row);
    table.end();
  }

  // Those that are not empty for at least one of them.
  private static List<String> columns(List<?> things) {
    List<String> columns = new ArrayList<>();
    for (Object thing : things) {
      ((Map<?, ?>) thing)
          .forEach(
              (name, value) -> {
                if (value != null && !columns.contains(String.valueOf(name))) {
                  columns.add(String.valueOf(name));
                }
              });
    }
    return columns;
  }

  private static Object cell(@Nullable Object value) {
    return value == null ? "" : value instanceof Number ? value : Format.flat(value);
  }

  // Starting with the widest column, until the table fits.
  private void fit(List<String> columns, List<List<@Nullable Object>> rows) {
    int[] widths = new int[columns.size()];
    long sum = (long) GAP.length() * (columns.size() - 1);
    for (int i = 0; i < widths.length; i++) {
      widths[i] = TablePrinter.width(columns.get(i));
      for (List<@Nullable Object> row : rows) {
        widths[i] = Math.max(widths[i], TablePrinter.width(Escapes.visible(row.get(i))));
      }
      sum += widths[i];
    }
    while (sum > width) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      int shorter = (int) Math.max(LEAST, widths[widest] - (sum - width));
      if (shorter >= widths[widest]) {
        return;
      }
      sum -= widths[widest] - shorter;
      widths[widest] = shorter;
      cut(rows, widest, shorter);
    }
  }

  private static void cut(List<List<@Nullable Object>> rows, int column, int most) {
    for (List<@Nullable Object> row : rows) {
      String text = Escapes.visible(row.get(column));
      if (TablePrinter.width(text) > most) {
        int end = Math.min(text.length(), most - 1);
        while (TablePrinter.width(text.substring(0, end)) > most - 1) {
          end--;
        }
        row.set(column, text.substring(0, end) + "…");
      }
    }
  }

  private static String label(String name) {
    return name.replace('_', ' ');
  }

  private void write(String line) {
    lines.add(line.stripTrailing());
  }
}
