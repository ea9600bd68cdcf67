package dev.oneoff.admin.database.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Receives a statement's rows, as they arrive. */
public interface SqlResult {

  /** Called before the rows, and not at all for a statement that has none. */
  void columns(List<SqlColumn> columns);

  /** One value per column: a number, a boolean, {@code null}, or PostgreSQL's text. */
  void row(List<@Nullable Object> values);
}
