package dev.oneoff.admin.model.query;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests the plan of whatever is sent over a connection, instead of its rows, of which it returns
 * none. So Hibernate binds the values itself, and PostgreSQL plans for exactly those.
 */
final class PlanConnection {

  private final List<String> sql = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  /** A connection that asks another one for plans. */
  Connection over(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        (method, arguments) -> {
          if (!method.getName().equals("prepareStatement")) {
            return method.invoke(connection, arguments);
          }
          sql.add((String) arguments[0]);
          arguments[0] = "explain " + arguments[0];
          return planned((PreparedStatement) method.invoke(connection, arguments));
        });
  }

  private PreparedStatement planned(PreparedStatement statement) {
    return proxy(
        PreparedStatement.class,
        statement,
        (method, arguments) ->
            method.getName().equals("executeQuery")
                ? nothingAfter(statement)
                : method.invoke(statement, arguments));
  }

  private ResultSet nothingAfter(PreparedStatement statement) throws SQLException {
    // Hibernate reads a few rows at a time, but a plan needs all its lines.
    ResultSet rows = statement.executeQuery();
    while (rows.next()) {
      lines.add(rows.getString(1));
    }
    // It is positioned after the last row.
    return rows;
  }

  QueryPlan plan() {
    return new QueryPlan(sql, lines);
  }

  private interface Call {
    @Nullable Object of(Method method, Object[] arguments)
        throws ReflectiveOperationException, SQLException;
  }

  private static <T> T proxy(Class<T> type, T target, Call call) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          try {
            return call.of(method, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
          }
        };
    return type.cast(
        Proxy.newProxyInstance(target.getClass().getClassLoader(), new Class<?>[] {type}, handler));
  }
}
