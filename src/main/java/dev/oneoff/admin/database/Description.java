package dev.oneoff.admin.database;

import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PgResultSetMetaData;

/**
 * PostgreSQL's description of a statement that is not run. The driver's own way of describing
 * always prepares under a name, whatever its threshold; behind a pooler that name may be taken.
 */
public final class Description extends ResultHandlerBase {

  private Field @Nullable [] columns;

  private Description() {}

  /**
   * Describes one statement, in the open transaction.
   *
   * @param sql without parameters, and with its own question marks doubled
   * @return null for a statement without rows
   */
  public static @Nullable ResultSetMetaData of(String sql, Connection connection)
      throws SQLException {
    BaseConnection driver = connection.unwrap(BaseConnection.class);
    Query query = driver.createQuery(sql, false, true).query;
    Description description = new Description();
    driver
        .getQueryExecutor()
        .execute(
            query,
            query.createParameterList(),
            description,
            0,
            0,
            QueryExecutor.QUERY_ONESHOT
                | QueryExecutor.QUERY_DESCRIBE_ONLY
                | QueryExecutor.QUERY_SUPPRESS_BEGIN);
    Field[] columns = description.columns;
    return columns == null ? null : new PgResultSetMetaData(driver, columns);
  }

  @Override
  public void handleResultRows(
      Query from, Field[] fields, List<Tuple> rows, @Nullable ResultCursor cursor) {
    columns = fields;
  }
}
