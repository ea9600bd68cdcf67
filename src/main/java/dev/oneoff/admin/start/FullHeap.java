package dev.oneoff.admin.start;

import java.util.Optional;

/** What to say when Java has no room left for objects. */
public final class FullHeap {

  private static final long MB = 1L << 20;

  private FullHeap() {}

  /** Empty if the failure is another one, such as no room for another thread. */
  public static Optional<String> explain(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String message = String.valueOf(t.getMessage());
      if (t instanceof OutOfMemoryError
          && (message.equals("Java heap space") || message.startsWith("GC overhead"))) {
        return Optional.of(
            "Out of memory: Java may use "
                + Runtime.getRuntime().maxMemory() / MB
                + " MB for objects here. Give the container more memory, or Java a larger -Xmx.");
      }
    }
    return Optional.empty();
  }
}
