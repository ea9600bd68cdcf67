package dev.oneoff.admin.shell.kept;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the open transaction has written: as much of it as memory allows, or why it is not kept. */
public final class OpenWrites {

  private final List<List<RowChange>> statements = new ArrayList<>();
  private final Map<String, Integer> savepoints = new HashMap<>();
  private final KeptSize size = new KeptSize();
  private Optional<String> lost = Optional.empty();

  public void forget() {
    clear();
    savepoints.clear();
    lost = Optional.empty();
  }

  private void clear() {
    statements.clear();
    size.clear();
  }

  /** It can no longer be undone, for the first of these reasons. */
  public void lose(String why) {
    lost = lost.or(() -> Optional.of(why));
    clear();
  }

  public Optional<String> lost() {
    return lost;
  }

  public boolean isEmpty() {
    return statements.isEmpty() && lost.isEmpty();
  }

  public List<List<RowChange>> statements() {
    return List.copyOf(statements);
  }

  /** A statement changed these rows. */
  public void add(List<RowChange> changes) {
    if (lost.isPresent() || changes.isEmpty()) {
      return;
    }
    statements.add(List.copyOf(changes));
    size.add(changes);
    if (size.isTooMuch()) {
      lose(KeptSize.TOO_MUCH);
    }
  }

  public void savepoint(String name) {
    savepoints.put(folded(name), statements.size());
  }

  /** Back to a savepoint; without a known one, everything is gone. */
  public void rollBackTo(String name) {
    int kept = savepoints.getOrDefault(folded(name), 0);
    statements.subList(Math.min(kept, statements.size()), statements.size()).clear();
    size.clear();
    statements.forEach(size::add);
  }

  private static String folded(String name) {
    return name.startsWith("\"") ? name : name.toLowerCase(Locale.ROOT);
  }
}
