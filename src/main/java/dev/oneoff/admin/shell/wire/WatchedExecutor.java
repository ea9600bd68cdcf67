package dev.oneoff.admin.shell.wire;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultHandler;
import org.postgresql.jdbc.PgConnection;

/**
 * Stands in a connection where the driver sends statements and takes results in. That is the one
 * place through which all of them go: Hibernate, the service's beans and snippets have the pool's
 * connections, and the pool cannot be given another kind.
 */
public final class WatchedExecutor implements InvocationHandler {

  /** Who hears of it. */
  public interface Watcher {

    /** A statement was executed, or failed. */
    default void executed(String sql, long nanos) {}

    /**
     * Rows came, and whoever asked for them has not seen them yet.
     *
     * @param values of the statement's parameters, where they are known
     */
    void rows(PgConnection connection, Query statement, @Nullable ParameterList values, Rows rows)
        throws SQLException;
  }

  private static final String FIELD = "queryExecutor";
  private static final String EXECUTE = "execute";

  private final PgConnection connection;
  private final QueryExecutor executor;
  private final Watcher watcher;
  // What the watcher asks itself is of no interest. One thread has a connection at a time.
  private boolean watching;

  private WatchedExecutor(PgConnection connection, QueryExecutor executor, Watcher watcher) {
    this.connection = connection;
    this.executor = executor;
    this.watcher = watcher;
  }

  /**
   * Watches a connection from now on, as long as it lives.
   *
   * @throws IllegalStateException where this driver is another one than expected
   */
  public static void watch(PgConnection connection, Watcher watcher) {
    QueryExecutor executor = connection.getQueryExecutor();
    if (Proxy.isProxyClass(executor.getClass())
        && Proxy.getInvocationHandler(executor) instanceof WatchedExecutor) {
      return;
    }
    try {
      Field field = PgConnection.class.getDeclaredField(FIELD);
      field.setAccessible(true);
      field.set(
          connection,
          Proxy.newProxyInstance(
              QueryExecutor.class.getClassLoader(),
              new Class<?>[] {QueryExecutor.class},
              new WatchedExecutor(connection, executor, watcher)));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The driver's results cannot be watched.", e);
    }
  }

  @Override
  public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (watching || arguments == null || arguments.length == 0) {
      return call(method, arguments);
    }
    int handler = Arrays.asList(method.getParameterTypes()).indexOf(ResultHandler.class);
    long begun = System.nanoTime();
    try {
      return handler < 0 ? call(method, arguments) : received(method, arguments, handler);
    } finally {
      if (method.getName().equals(EXECUTE)) {
        tell(arguments[0], System.nanoTime() - begun);
      }
    }
  }

  private void tell(Object statements, long nanos) {
    if (statements instanceof Query one) {
      watcher.executed(one.getNativeSql(), nanos);
    } else if (statements instanceof Query[] batch && batch.length > 0) {
      watcher.executed(
          batch[0].getNativeSql() + (batch.length > 1 ? " (" + batch.length + " times)" : ""),
          nanos);
    }
  }

  private @Nullable Object received(Method method, Object[] arguments, int handler)
      throws Throwable {
    Received received = new Received((ResultHandler) arguments[handler]);
    Object[] watched = arguments.clone();
    watched[handler] = received;
    Object result = call(method, watched);
    watching = true;
    try {
      for (Received.Result each : received.results()) {
        watcher.rows(connection, each.statement(), values(arguments), each.rows());
      }
    } finally {
      watching = false;
    }
    return result;
  }

  private static @Nullable ParameterList values(Object[] arguments) {
    List<Object> all = Arrays.asList(arguments);
    return all.size() > 1 && all.get(1) instanceof ParameterList values ? values : null;
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(executor, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
