package dev.oneoff.admin.migrate.plan;

import dev.oneoff.admin.database.SqlState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The size of a table, with its indexes and partitions.
 *
 * @param rows PostgreSQL's estimate, which is null until it has analyzed the table
 */
public record TableSize(@Nullable Long rows, @Nullable Long bytes, @Nullable String pretty) {

  static final TableSize UNKNOWN = new TableSize(null, null, null);

  // The name of an index stands for its table. The partition tree of an ordinary table is empty.
  private static final String QUERY =
      """
      with named as (
        select coalesce(i.indrelid, c.oid) as oid
        from pg_class c left join pg_index i on i.indexrelid = c.oid
        where c.oid = to_regclass(?)
      ), parts as (
        select oid from named
        union
        select p.relid from named, pg_partition_tree(named.oid) p
      ), sizes as (
        select sum(c.reltuples) filter (where c.reltuples >= 0 and c.relkind <> 'p')::bigint as row_count,
          sum(pg_total_relation_size(c.oid))::bigint as bytes
        from parts join pg_class c on c.oid = parts.oid
      )
      select row_count, bytes, pg_size_pretty(bytes) from sizes
      """;

  /**
   * Of a table or of an index's table; unknown if it does not exist, or somebody has locked it.
   * Then the transaction can only be rolled back.
   */
  static TableSize of(Connection connection, String name) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(QUERY)) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return new TableSize(
            row.getObject(1, Long.class), row.getObject(2, Long.class), row.getString(3));
      }
    } catch (SQLException e) {
      // The size of a locked table cannot be read; a plan does not wait for it.
      if (SqlState.of(e) == SqlState.LOCKED) {
        return UNKNOWN;
      }
      throw e;
    }
  }
}
