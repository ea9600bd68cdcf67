package dev.oneoff.admin.entity.hql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records what Hibernate prepares and binds, and returns no rows, without sending it. */
public final class CapturedQuery {

  private static final String NOTHING = "select 1 where false";

  private String sql = "";
  private final Map<Integer, Value> values = new TreeMap<>();

  CapturedQuery() {}

  /** Binds a parameter as Hibernate did. */
  public interface Value {
    void bind(PreparedStatement statement, int index) throws SQLException;
  }

  Connection over(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        (method, arguments) -> {
          if (arguments == null || !method.getName().equals("prepareStatement")) {
            return method.invoke(connection, arguments);
          }
          sql = (String) arguments[0];
          values.clear();
          return captured((PreparedStatement) method.invoke(connection, arguments), connection);
        });
  }

  private PreparedStatement captured(PreparedStatement statement, Connection connection) {
    return proxy(
        PreparedStatement.class,
        statement,
        (method, arguments) -> {
          if (method.getName().equals("executeQuery")) {
            return nothing(connection);
          }
          if (method.getName().startsWith("set")
              && arguments != null
              && arguments.length > 1
              && arguments[0] instanceof Integer index) {
            values.put(index, (other, at) -> repeat(method, arguments, other, at));
          }
          return method.invoke(statement, arguments);
        });
  }

  private static ResultSet nothing(Connection connection) throws SQLException {
    return connection.createStatement().executeQuery(NOTHING);
  }

  private static void repeat(
      Method method, Object[] arguments, PreparedStatement statement, int index)
      throws SQLException {
    Object[] same = arguments.clone();
    same[0] = index;
    try {
      method.invoke(statement, same);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof SQLException refused ? refused : new SQLException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  String sql() {
    return sql;
  }

  List<Value> values() {
    return List.copyOf(values.values());
  }

  private interface Call {
    @Nullable Object of(Method method, Object @Nullable [] arguments)
        throws ReflectiveOperationException, SQLException;
  }

  private static <T> T proxy(Class<T> type, T target, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            target.getClass().getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return call.of(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            }));
  }
}
