package dev.oneoff.admin.database.statement;

import dev.oneoff.admin.AdminException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Query;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Ensures that one statement is sent, by the driver's own count: the driver splits any text again,
 * and runs what it takes for the second statement after the first, whoever split it before. For the
 * one that is left PostgreSQL itself rejects several, because of the protocol by which it is sent.
 */
public final class OneStatement {

  private OneStatement() {}

  /**
   * From now on the connection sends nothing by the protocol that allows several statements in a
   * text.
   */
  public static void only(Connection connection) throws SQLException {
    connection
        .unwrap(PgConnection.class)
        .getQueryExecutor()
        .setPreferQueryMode(PreferQueryMode.EXTENDED);
  }

  /**
   * Refuses more than one.
   *
   * @param sql as the driver takes it
   * @throws AdminException {@code USAGE}
   */
  public static void require(Connection connection, String sql) throws SQLException {
    require(connection, sql, true);
  }

  /** The same for text that is sent without processing JDBC escapes. */
  public static void requireAsItIs(Connection connection, String sql) throws SQLException {
    require(connection, sql, false);
  }

  /** Whether it is no more than one: anything after a semicolon would run too. */
  public static boolean isOne(Connection connection, String sql) throws SQLException {
    return count(connection, sql, false) == 1;
  }

  private static int count(Connection connection, String sql, boolean braces) throws SQLException {
    return count(connection.unwrap(PgConnection.class).createQuery(sql, braces, true).query);
  }

  private static void require(Connection connection, String sql, boolean braces)
      throws SQLException {
    int count = count(connection, sql, braces);
    if (count > 1) {
      throw AdminException.usage(
          "The driver reads "
              + count
              + " statements in this one, and only one is sent at a time. Look for a semicolon"
              + " after a quote, a comment or a dollar sign that does not end where it seems to.");
    }
  }

  /** How many statements the driver makes of it. */
  static int count(Query query) {
    return (int) each(query).count();
  }

  /** The statements that the driver makes of it. */
  public static Stream<Query> each(Query query) {
    Query @Nullable [] several = query.getSubqueries();
    return several == null ? Stream.of(query) : Stream.of(several);
  }
}
