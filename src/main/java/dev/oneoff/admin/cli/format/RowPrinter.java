package dev.oneoff.admin.cli.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows in one format, as they arrive. After a failure half-way nobody calls {@link #end()},
 * so that the output does not look complete.
 */
public interface RowPrinter {

  /**
   * One value per column, in order; a number, a boolean, {@code null} or anything that has a text.
   */
  void row(List<? extends @Nullable Object> values);

  /** Writes the remainder and flushes. */
  void end();
}
