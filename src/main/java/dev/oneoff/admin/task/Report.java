package dev.oneoff.admin.task;

import java.util.stream.Stream;

/**
 * Shows data. It reads from one read-only snapshot, however long it takes.
 *
 * @param <R> a row; its components are the columns, {@code camelCase} shown as {@code snake_case}
 */
public interface Report<R extends Record> {

  /** The rows, as they come; closed after use. A stream of a query keeps memory small. */
  Stream<R> rows();
}
