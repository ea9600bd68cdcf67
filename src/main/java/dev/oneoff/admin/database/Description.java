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
 * PostgreSQL's description of a statement that is not run. The driver's own way to it prepares
 * under a name whatever its threshold is, which behind a pooler somebody else may have.
 */
public final class Description extends ResultHandlerBase {

  private Field @Nullable [] columns;

  private Description() {}

  /**
   * Of one statement, in the transaction that is open.
   *
   * @param sql without parameters, and a question mark of its own written twice
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
