package dev.oneoff.admin.task;

import java.util.stream.Stream;

/**
 * Shows data. It reads from one snapshot, however long it takes: entities, the service's beans and
 * JDBC by hand all see the moment at which the report began. Only what a {@code REQUIRES_NEW} or
 * another thread reads is of a later one. Nothing can be written; PostgreSQL refuses it.
 *
 * <p>What an author has to know about millions of rows:
 *
 * <ul>
 *   <li>{@code getResultStream()}, Panache's {@code stream()} and JDBC's {@code ResultSet} fetch
 *       rows in portions; {@code getResultList()} and {@code list()} take all of them into memory,
 *       and so do {@code sorted()} and {@code distinct()} of a stream.
 *   <li>Every few hundred rows the entities that were read are detached, or they would pile up. So
 *       take what a row needs from its entity in the stream itself, and do not keep entities from
 *       one row to another.
 *   <li>Lazy references cost a query for each row. A query that selects the columns of the row is
 *       the fastest: {@code select o.id, c.name from Order o join o.customer c}.
 * </ul>
 *
 * @param <R> a row; its components are the columns, {@code camelCase} shown as {@code snake_case}.
 *     An {@link java.util.Optional} is its value or null; a component that is {@link
 *     dev.oneoff.admin.Sensitive} is masked
 */
public interface Report<R extends Record> {

  /** The rows, as they come; closed after use. Called in a transaction. */
  Stream<R> rows();
}
