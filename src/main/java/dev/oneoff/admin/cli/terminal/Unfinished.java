package dev.oneoff.admin.cli.terminal;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jline.reader.LineReader;
import org.jline.reader.Widget;

/**
 * Input that continues on another line. Someone who wants to quit there would wait in vain: a word
 * that quits only counts if it stands alone.
 */
final class Unfinished {

  private static final Pattern LEAVING =
      Pattern.compile("(?s)(?:.*\\n)?\\s*(?:exit|quit|:q|:quit|:exit|\\\\q)(?:\\(\\))?\\s*");

  private Unfinished() {}

  /** What to tell the person who typed this, if it is incomplete. */
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
              // Then it is longer by its newline.
              if (reader.getBuffer().length() > typed.length()) {
                hint(typed).ifPresent(reader::printAbove);
              }
              return accepted;
            });
  }
}
