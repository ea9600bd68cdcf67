package dev.oneoff.admin.doctor.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Runs one query on PostgreSQL's catalogue, on a connection of its own. */
final class Catalogue {

  /** Restricts it to tables created for this service: not PostgreSQL's, not an extension's. */
  static final String OWN_TABLES =
      """
      n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and not exists (select from pg_depend e
          where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
      """;

  private Catalogue() {}

  /** Maps one row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  static <T> List<T> rows(DataSource dataSource, String sql, Row<T> row, Object... values)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        query.setObject(i + 1, values[i]);
      }
      try (ResultSet found = query.executeQuery()) {
        List<T> all = new ArrayList<>();
        while (found.next()) {
          all.add(row.read(found));
        }
        return all;
      }
    }
  }

  /** For a query that returns one row. */
  static <T> T row(DataSource dataSource, String sql, Row<T> row, Object... values)
      throws SQLException {
    return rows(dataSource, sql, row, values).get(0);
  }
}
