package dev.oneoff.admin.cli.format;

import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A GitHub-flavoured Markdown table, for a ticket or a pull request. */
final class MarkdownPrinter implements RowPrinter {

  // Characters that would end the cell or format it; within a word an underscore is harmless.
  private static final Pattern MARKUP =
      Pattern.compile("[\\\\`*\\[\\]|~]|(?<!\\p{Alnum})_|_(?!\\p{Alnum})");

  private final TextLines lines;

  MarkdownPrinter(Writer out, List<String> columns) {
    this.lines = new TextLines(out);
    row(columns);
    line(columns.stream().map(column -> "---").toList());
  }

  @Override
  public void row(List<? extends @Nullable Object> values) {
    line(values.stream().map(MarkdownPrinter::cell).toList());
  }

  @Override
  public void end() {
    lines.flush();
  }

  private void line(List<String> cells) {
    lines.add(cells.stream().collect(Collectors.joining(" | ", "| ", " |")));
  }

  private static String cell(@Nullable Object value) {
    return MARKUP
        .matcher(Escapes.visible(value))
        .replaceAll("\\\\$0")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
