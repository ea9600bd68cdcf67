package dev.oneoff.admin.database.origin;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * Follows the database's foreign keys: a column that refers to a masked one holds its values. Where
 * nothing was booted, no mapping knows that.
 */
public final class ReferringColumns {

  // Each column of a key, and the one that it refers to.
  private static final String KEYS =
      """
      select t.relname, a.attname, f.relname, b.attname
      from pg_constraint k cross join lateral unnest(k.conkey, k.confkey) as p (n, m)
        join pg_class t on t.oid = k.conrelid
        join pg_attribute a on a.attrelid = t.oid and a.attnum = p.n
        join pg_class f on f.oid = k.confrelid
        join pg_attribute b on b.attrelid = f.oid and b.attnum = p.m
      where k.contype = 'f'
      """;

  private record Column(String table, String name) {}

  private record Reference(Column from, Column to) {}

  private ReferringColumns() {}

  /** What is masked already, and what refers to it, directly or by way of others. */
  public static Masking with(Masking masking, Connection connection) throws SQLException {
    Set<Reference> references = references(connection);
    Set<Column> masked = new HashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (Reference each : references) {
        boolean secret =
            masked.contains(each.to()) || masking.masks(each.to().table(), each.to().name());
        more |= secret && masked.add(each.from());
      }
    }
    return (table, column) ->
        masked.contains(new Column(table, column)) || masking.masks(table, column);
  }

  private static Set<Reference> references(Connection connection) throws SQLException {
    Set<Reference> references = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(KEYS)) {
      while (rows.next()) {
        references.add(
            new Reference(
                new Column(rows.getString(1), rows.getString(2)),
                new Column(rows.getString(3), rows.getString(4))));
      }
    }
    return references;
  }
}
