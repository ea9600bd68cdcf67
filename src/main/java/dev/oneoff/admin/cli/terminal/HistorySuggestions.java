package dev.oneoff.admin.cli.terminal;

import java.util.Iterator;
import java.util.Objects;
import org.jline.reader.Buffer;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.Widget;

/**
 * Completes the line with the most recent history entry that begins with it: JLine shows the rest
 * in grey after the cursor, and the keys that move right, or to the end, accept it.
 */
final class HistorySuggestions {

  private final LineReader reader;

  private HistorySuggestions(LineReader reader) {
    this.reader = reader;
  }

  static void show(LineReader reader) {
    reader.setAutosuggestion(LineReader.SuggestionType.HISTORY);
    HistorySuggestions suggestions = new HistorySuggestions(reader);
    suggestions.takenBy(LineReader.FORWARD_CHAR);
    suggestions.takenBy(LineReader.END_OF_LINE);
    suggestions.noneDuring(LineReader.HISTORY_INCREMENTAL_SEARCH_BACKWARD);
    suggestions.noneDuring(LineReader.HISTORY_INCREMENTAL_SEARCH_FORWARD);
  }

  private Widget builtIn(String name) {
    return Objects.requireNonNull(reader.getBuiltinWidgets().get(name));
  }

  private void noneDuring(String name) {
    Widget search = builtIn(name);
    reader
        .getWidgets()
        .put(
            name,
            () -> {
              reader.setAutosuggestion(LineReader.SuggestionType.NONE);
              try {
                return search.apply();
              } finally {
                reader.setAutosuggestion(LineReader.SuggestionType.HISTORY);
              }
            });
  }

  private void takenBy(String name) {
    Widget otherwise = builtIn(name);
    reader.getWidgets().put(name, () -> take() || otherwise.apply());
  }

  private boolean take() {
    Buffer buffer = reader.getBuffer();
    String rest = buffer.cursor() == buffer.length() ? rest(buffer.toString()) : "";
    // What was not visible, as behind a list of completions, is not accepted.
    if (rest.isEmpty() || !rest.equals(reader.getTailTip())) {
      return false;
    }
    buffer.write(rest);
    return true;
  }

  private String rest(String begin) {
    History history = reader.getHistory();
    if (begin.isEmpty() || history.isEmpty()) {
      return "";
    }
    Iterator<History.Entry> lines = history.reverseIterator(history.last());
    while (lines.hasNext()) {
      String line = lines.next().line();
      if (line.startsWith(begin)) {
        return line.substring(begin.length());
      }
    }
    return "";
  }
}
