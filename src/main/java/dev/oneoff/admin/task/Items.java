package dev.oneoff.admin.task;

import java.nio.file.Path;
import java.util.List;

/**
 * Describes what a task works on; the runner reads it in batches. Items are read in key order, and
 * an interrupted run resumes after the last key done; so items that appear beyond that key are
 * processed, and items that appear before it are not.
 *
 * @param <T> an item
 */
public sealed interface Items<T> {

  /**
   * Entities, by what follows {@code where} in HQL; empty for all. Parameters by number, from 1.
   */
  record Entities<T>(Class<T> type, String where, List<Object> parameters) implements Items<T> {}

  /** Rows of a table, by what follows {@code where} in SQL; the key is unique and not null. */
  record Table(String table, List<String> key, String where, List<Object> parameters)
      implements Items<Row> {}

  /** Rows of a query, each with a key that is unique and not null. */
  record Select(String sql, List<String> key, List<Object> parameters) implements Items<Row> {}

  /** Lines of a UTF-8 CSV file with a header; the key is the record's number, from 1. */
  record Csv(Path file) implements Items<Row> {}

  /** Whatever the author's own cursor returns. */
  record Custom<T>(Cursor<T> cursor) implements Items<T> {}

  /**
   * Entities: {@code Items.of(Customer.class, "slug is null and signedUpOn >= ?1", since)}.
   *
   * @param where attributes as in HQL, without an alias
   */
  static <T> Items<T> of(Class<T> type, String where, Object... parameters) {
    return new Entities<>(type, where, List.of(parameters));
  }

  /** All entities of a type. */
  static <T> Items<T> of(Class<T> type) {
    return new Entities<>(type, "", List.of());
  }

  /**
   * Rows of a table: {@code Items.ofTable("sessions", "id", "expires_at < ?", now)}.
   *
   * @param key its columns, separated by commas
   */
  static Items<Row> ofTable(String table, String key, String where, Object... parameters) {
    return new Table(table, columns(key), where, List.of(parameters));
  }

  /**
   * Rows of a query: {@code Items.ofSelect("select id, name from …", "id")}.
   *
   * @param key its columns, separated by commas
   */
  static Items<Row> ofSelect(String sql, String key, Object... parameters) {
    return new Select(sql, columns(key), List.of(parameters));
  }

  /** Lines of a CSV file. */
  static Items<Row> ofCsv(Path file) {
    return new Csv(file);
  }

  /** Items from the author's own cursor. */
  static <T> Items<T> by(Cursor<T> cursor) {
    return new Custom<>(cursor);
  }

  private static List<String> columns(String key) {
    return List.of(key.strip().split("\\s*,\\s*"));
  }
}
