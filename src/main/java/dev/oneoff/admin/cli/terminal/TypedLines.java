package dev.oneoff.admin.cli.terminal;

import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.jline.reader.LineReader;
import org.jline.reader.impl.history.DefaultHistory;
import org.jspecify.annotations.Nullable;

/**
 * A history that suggests typed lines but not pasted text: JLine shows the whole of the most recent
 * entry that begins with what is being typed, and two hundred lines in grey would fill the screen.
 * Searching finds everything.
 */
final class TypedLines extends DefaultHistory {

  private static final int LONGEST = 300;

  private @Nullable LineReader reader;

  @Override
  public void attach(LineReader attached) {
    super.attach(attached);
    reader = attached;
  }

  @Override
  public Iterator<Entry> reverseIterator(int index) {
    Iterator<Entry> all = super.reverseIterator(index);
    if (reader == null || reader.getAutosuggestion() == LineReader.SuggestionType.NONE) {
      return all;
    }
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(all, 0), false)
        .filter(entry -> entry.line().length() <= LONGEST && entry.line().indexOf('\n') < 0)
        .iterator();
  }
}
