package dev.oneoff.admin.cli.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows in one format, as they come. After a failure half way nobody calls {@link #end()}, so
 * that what was written does not look whole.
 */
public interface RowPrinter {

  /**
   * One value for each column, in their order; a number, a boolean, {@code null} or anything with a
   * text.
   */
  void row(List<? extends @Nullable Object> values);

  /** Writes what is left and flushes. */
  void end();
}
