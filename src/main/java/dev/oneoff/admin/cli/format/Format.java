package dev.oneoff.admin.cli.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The formats in which a list or a table can be printed. */
public enum Format {
  TABLE,
  CSV,
  JSON,
  JSONL,
  MARKDOWN;

  public RowPrinter printer(Writer out, List<String> columns) {
    return switch (this) {
      case TABLE -> new TablePrinter(out, columns);
      case CSV -> new CsvPrinter(out, columns);
      case JSON -> JsonPrinter.array(out, columns);
      case JSONL -> JsonPrinter.lines(out, columns);
      case MARKDOWN -> new MarkdownPrinter(out, columns);
    };
  }

  /**
   * One thing: an object in JSON, elsewhere a line for each of its properties, and for each nested
   * thing that has properties of its own.
   */
  public void print(Writer out, Map<String, ? extends @Nullable Object> properties) {
    if (this == JSON || this == JSONL) {
      RowPrinter object = JSONL.printer(out, List.copyOf(properties.keySet()));
      object.row(new ArrayList<>(properties.values()));
      object.end();
      return;
    }
    RowPrinter lines = printer(out, List.of("name", "value"));
    properties.forEach((name, value) -> lines(lines, name, value));
    lines.end();
  }

  /** A single value: as JSON in JSON, elsewhere as text on lines of its own. */
  public void value(Writer out, @Nullable Object value) {
    if (this == JSON || this == JSONL) {
      JsonPrinter.value(out, value);
      return;
    }
    try {
      for (String line : String.valueOf(CellText.of(value)).split("\\R", -1)) {
        out.append(Escapes.visible(line)).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void lines(RowPrinter lines, String name, @Nullable Object value) {
    if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
      list.forEach(each -> lines.row(Arrays.asList(name, flat(each))));
    } else {
      lines.row(Arrays.asList(name, value == null ? null : flat(value)));
    }
  }

  static String flat(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Format::flat).collect(Collectors.joining(" "));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .filter(property -> property.getValue() != null)
          .map(property -> property.getKey() + ": " + flat(property.getValue()))
          .collect(Collectors.joining(", "));
    }
    return String.valueOf(CellText.of(value));
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
