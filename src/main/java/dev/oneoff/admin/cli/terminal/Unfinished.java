package dev.oneoff.admin.cli.terminal;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jline.reader.LineReader;
import org.jline.reader.Widget;

/**
 * What was typed and goes on on another line. Whoever wants to leave there would wait in vain: a
 * word that leaves is one only where it stands alone.
 */
final class Unfinished {

  private static final Pattern LEAVING =
      Pattern.compile("(?s)(?:.*\\n)?\\s*(?:exit|quit|:q|:quit|:exit|\\\\q)(?:\\(\\))?\\s*");

  private Unfinished() {}

  /** What somebody is to be told who typed this, if it is not whole. */
  static Optional<String> hint(String typed) {
    return LEAVING.matcher(typed).matches()
        ? Optional.of("This is not complete yet. Ctrl-C drops it; after that, exit leaves.")
        : Optional.empty();
  }

  static void hint(LineReader reader) {
    Widget accept = Objects.requireNonNull(reader.getBuiltinWidgets().get(LineReader.ACCEPT_LINE));
    reader
        .getWidgets()
        .put(
            LineReader.ACCEPT_LINE,
            () -> {
              String typed = reader.getBuffer().toString();
              boolean accepted = accept.apply();
              // It is longer then by the end of its line.
              if (reader.getBuffer().length() > typed.length()) {
                hint(typed).ifPresent(reader::printAbove);
              }
              return accepted;
            });
  }
}
