package dev.oneoff.admin.shell.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A map that forgets what was not used for longest, once it holds more than it may. */
final class LruMap<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;

  private final int most;
  private final transient Consumer<? super V> forgotten;

  LruMap(int most) {
    this(most, value -> {});
  }

  /**
   * A map that tells what it forgets.
   *
   * @param forgotten gets each value that was forgotten for lack of room
   */
  LruMap(int most, Consumer<? super V> forgotten) {
    super(64, 0.75f, true);
    this.most = most;
    this.forgotten = forgotten;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    boolean full = size() > most;
    if (full) {
      forgotten.accept(eldest.getValue());
    }
    return full;
  }
}
