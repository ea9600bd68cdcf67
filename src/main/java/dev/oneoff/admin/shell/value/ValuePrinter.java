package dev.oneoff.admin.shell.value;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.RowPrinter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints the value of a snippet. */
public final class ValuePrinter {

  private static final String ALONE = "value";

  private final Console console;
  private final int pageSize;
  private final PlainValues values;
  private Sheet sheet;
  private Iterator<? extends @Nullable Object> rest = Collections.emptyIterator();
  private boolean restEnds;
  private List<String> selected = List.of();

  /**
   * Prints on a sheet.
   *
   * @param console where it is said that there is more
   * @param pageSize how many rows are printed at once; the others when they are requested
   */
  public ValuePrinter(Console console, Sheet sheet, int pageSize, PlainValues values) {
    this.console = console;
    this.sheet = sheet;
    this.pageSize = pageSize;
    this.values = values;
  }

  /** From now on it prints there. */
  public void on(Sheet other) {
    sheet = other;
  }

  /** The names of the values in an array of the next rows, if there are as many. */
  public void selected(List<String> names) {
    selected = names;
  }

  /** One value with all its rows, on another sheet. */
  public void print(@Nullable Object value, Sheet elsewhere) {
    ValuePrinter other = new ValuePrinter(console, elsewhere, Integer.MAX_VALUE, values);
    other.selected(selected);
    other.print(value);
  }

  /** One value of any kind. */
  public void print(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      print(optional.orElse(null));
      return;
    }
    Optional<Iterator<? extends @Nullable Object>> rows =
        value == null ? Optional.empty() : Rows.of(value);
    if (rows.isPresent()) {
      begin(rows.get(), value);
      more();
      return;
    }
    Optional<Map<String, @Nullable Object>> properties =
        value == null ? Optional.empty() : values.properties(value);
    if (properties.isPresent()) {
      sheet.properties(properties.get());
    } else {
      sheet.value(value == null ? null : values.printed(value));
    }
  }

  /** One page of many values; the first is number 1. */
  public void page(Object many, int number) {
    Optional<Iterator<? extends @Nullable Object>> rows = Rows.of(many);
    if (rows.isEmpty()) {
      print(many);
      return;
    }
    begin(rows.get(), many);
    for (long skipped = (number - 1L) * pageSize; skipped > 0 && rest.hasNext(); skipped--) {
      rest.next();
    }
    more();
  }

  private void begin(Iterator<? extends @Nullable Object> rows, @Nullable Object of) {
    rest = rows;
    restEnds = of != null && Rows.endWithTheirSnippet(of);
  }

  /** The next rows of what was printed last. */
  public void more() {
    if (!rest.hasNext()) {
      empty();
      return;
    }
    Map<String, @Nullable Object> first = row(rest.next());
    List<String> columns = columns(first);
    try (RowPrinter printer = sheet.rows(columns)) {
      print(printer, columns, first);
      for (int printed = 1; printed < pageSize && rest.hasNext(); printed++) {
        print(printer, columns, row(rest.next()));
      }
      printer.end();
    }
    if (!rest.hasNext()) {
      return;
    }
    if (restEnds) {
      rest = Collections.emptyIterator();
      console.say(
          "There are more rows, but a stream ends with its snippet: more() prints the next ones"
              + " of a query or a list only.");
    } else {
      console.say("There are more rows: more() prints the next ones.");
    }
  }

  private void empty() {
    if (sheet.isTable()) {
      console.say("No rows.");
    } else {
      try (RowPrinter none = sheet.rows(List.of(ALONE))) {
        none.end();
      }
    }
  }

  private Map<String, @Nullable Object> row(@Nullable Object value) {
    if (value instanceof Object[] tuple) {
      Map<String, @Nullable Object> cells = new LinkedHashMap<>();
      for (int i = 0; i < tuple.length; i++) {
        cells.put(
            selected.size() == tuple.length ? selected.get(i) : "column" + (i + 1),
            values.plain(tuple[i], 1));
      }
      return cells;
    }
    Optional<Map<String, @Nullable Object>> properties =
        value == null ? Optional.empty() : values.properties(value);
    return properties.orElseGet(
        () -> Collections.singletonMap(ALONE, value == null ? null : values.printed(value)));
  }

  // A table of entities has no room for their collections.
  private static List<String> columns(Map<String, @Nullable Object> first) {
    List<String> columns = new ArrayList<>();
    first.forEach(
        (name, value) -> {
          if (!(value instanceof Collection<?>) && !"(not loaded)".equals(value)) {
            columns.add(name);
          }
        });
    return columns;
  }

  private static void print(
      RowPrinter printer, List<String> columns, Map<String, @Nullable Object> row) {
    List<@Nullable Object> cells = new ArrayList<>(columns.size());
    columns.forEach(column -> cells.add(row.get(column)));
    printer.row(cells);
  }
}
