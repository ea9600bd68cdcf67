package dev.oneoff.admin.shell.value;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.format.TerminalPrinter;
import dev.oneoff.admin.cli.output.PagedRows;
import dev.oneoff.admin.cli.terminal.Pager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where values and rows are printed, and how: the terminal with its pager, a pipe or a file. */
public final class Sheet {

  private final Format format;
  // For a terminal.
  private final OptionalInt width;
  private final Supplier<? extends Writer> out;

  private Sheet(Format format, OptionalInt width, Supplier<? extends Writer> out) {
    this.format = format;
    this.width = width;
    this.out = out;
  }

  /** The console's data, as it arrives. */
  public static Sheet of(Console console, Format format) {
    return of(console, format, () -> new Pager(console.data(), 0, Optional.empty()));
  }

  /** The same, but anything too long for a terminal is left to its pager. */
  public static Sheet of(Console console, Format format, Supplier<Pager> pager) {
    return new Sheet(
        format,
        console.dataOnTerminal() && format == Format.TABLE
            ? OptionalInt.of(console.size().columns())
            : OptionalInt.empty(),
        pager);
  }

  /** A file. */
  public static Sheet on(Writer file, Format format) {
    return new Sheet(format, OptionalInt.empty(), () -> file);
  }

  /** One thing to be printed, from beginning to end. */
  interface Printing {
    void on(Writer out);
  }

  /** Whether an empty table is worth a sentence. */
  boolean isTable() {
    return format == Format.TABLE;
  }

  /** Prints one thing by its properties, in order. */
  void properties(Map<String, ? extends @Nullable Object> properties) {
    print(to -> format.print(to, properties));
  }

  void value(@Nullable Object value) {
    print(to -> format.value(to, value));
  }

  private void print(Printing printing) {
    Writer to = out.get();
    if (to instanceof Pager pager) {
      width.ifPresent(pager::wrap);
    }
    try {
      printing.on(to);
    } finally {
      end(to);
    }
  }

  /** Prints rows as they arrive. */
  public RowPrinter rows(List<String> columns) {
    Writer to = out.get();
    RowPrinter rows =
        width.isPresent()
            ? new TerminalPrinter(to, columns, TerminalPrinter.Expanded.AUTO, width.getAsInt())
            : format.printer(to, columns);
    return to instanceof Pager pager ? new PagedRows(rows, pager) : rows;
  }

  private static void end(Writer to) {
    if (to instanceof Pager pager) {
      try {
        pager.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
