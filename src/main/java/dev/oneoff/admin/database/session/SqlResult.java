package dev.oneoff.admin.database.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a statement's rows, as they come. */
public interface SqlResult {

  /** Comes before the rows, and not at all from a statement that has none. */
  void columns(List<SqlColumn> columns);

  /** One value for each column: a number, a boolean, {@code null}, or PostgreSQL's text. */
  void row(List<@Nullable Object> values);
}
