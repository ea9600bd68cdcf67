package dev.oneoff.admin.cli.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows in one format, as they arrive. After a failure half-way nobody calls {@link #end()},
 * so that the output does not look complete.
 */
public interface RowPrinter extends AutoCloseable {

  /**
   * One value per column, in order; a number, a boolean, {@code null} or anything that has a text.
   */
  void row(List<? extends @Nullable Object> values);

  /** Writes the remainder and flushes. */
  void end();

  /** Whether nobody wants to see more rows. */
  default boolean left() {
    return false;
  }

  /** Lets go of where the rows went, if they had a place of their own. */
  @Override
  default void close() {}
}
