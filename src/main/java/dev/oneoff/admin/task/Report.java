package dev.oneoff.admin.task;

import java.util.stream.Stream;

/**
 * Shows data. It reads from one snapshot, however long it takes: entities, the service's beans and
 * hand-written JDBC all see the data as of the moment the report began. Only code that runs in
 * {@code REQUIRES_NEW} or in another thread sees later data. Nothing can be written; PostgreSQL
 * refuses it.
 *
 * <p>For reports on millions of rows:
 *
 * <ul>
 *   <li>{@code getResultStream()}, Panache's {@code stream()} and JDBC's {@code ResultSet} fetch
 *       rows in chunks; {@code getResultList()} and {@code list()} load all of them into memory,
 *       and so do {@code sorted()} and {@code distinct()} on a stream.
 *   <li>Entities are detached every few hundred rows, or they would pile up. So take what a row
 *       needs from its entity within the stream, and do not keep entities from one row to the next.
 *   <li>Lazy references cost a query per row. A query that selects the row's columns is fastest:
 *       {@code select o.id, c.name from Order o join o.customer c}.
 * </ul>
 *
 * @param <R> a row; its components are the columns, {@code camelCase} shown as {@code snake_case}.
 *     An {@link java.util.Optional} is shown as its value or null; a component that is {@link
 *     dev.oneoff.admin.Sensitive} is masked
 */
public interface Report<R extends Record> {

  /** The rows, as a stream that is closed after use. Called in a transaction. */
  Stream<R> rows();
}
