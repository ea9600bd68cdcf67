package dev.oneoff.admin.cli.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The size of a terminal. {@code COLUMNS} and {@code LINES} take precedence; a terminal that does
 * not know its own size, as in a container, is 80×24.
 */
public record TerminalSize(int columns, int rows) {

  private static final int COLUMNS = 80;
  private static final int ROWS = 24;

  /** From what a terminal reports about itself; 0 means nothing. */
  public static TerminalSize of(int columns, int rows) {
    return of(columns, rows, System.getenv());
  }

  static TerminalSize of(int columns, int rows, Map<String, String> variables) {
    return new TerminalSize(
        number(variables.get("COLUMNS"), columns, COLUMNS),
        number(variables.get("LINES"), rows, ROWS));
  }

  /** The width in columns that somebody has asked for, whatever the actual one. */
  public static OptionalInt wanted() {
    int columns = number(System.getenv("COLUMNS"), 0, 0);
    return columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty();
  }

  /** Of this process's controlling terminal; Java does not know it. */
  public static TerminalSize asked() {
    try {
      Process stty = new ProcessBuilder("sh", "-c", "stty size 2>/dev/null </dev/tty").start();
      String[] said =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .strip()
              .split(" ", -1);
      return said.length == 2 ? of(number(said[1], 0, 0), number(said[0], 0, 0)) : of(0, 0);
    } catch (IOException e) {
      return of(0, 0);
    }
  }

  private static int number(@Nullable String preferred, int said, int otherwise) {
    if (preferred != null && preferred.matches("[1-9]\\d{0,4}")) {
      return Integer.parseInt(preferred);
    }
    return said > 0 ? said : otherwise;
  }
}
