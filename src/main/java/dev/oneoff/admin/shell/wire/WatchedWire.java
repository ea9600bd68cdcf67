package dev.oneoff.admin.shell.wire;

import dev.oneoff.admin.database.pool.Wire;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.ResultHandler;
import org.postgresql.jdbc.PgConnection;

/** Sees the results of a connection's statements before their sender does. */
public final class WatchedWire implements Wire.Link {

  /** Is told about it. */
  public interface Watcher {

    /** A statement was sent, whatever the outcome. */
    default void asked(Query statement, @Nullable ParameterList values) {}

    /** A statement was executed, or failed. */
    default void executed(String sql, long nanos) {}

    /**
     * Rows arrived, and their reader has not seen them yet.
     *
     * @param values of the statement's parameters, if known
     */
    void rows(
        PgConnection connection, Query statement, @Nullable ParameterList values, DriverRows rows)
        throws SQLException;
  }

  private static final String EXECUTE = "execute";

  private final PgConnection connection;
  private final Supplier<Watcher> watcher;
  // The watcher's own queries are of no interest. One thread at a time uses a connection.
  private boolean watching;

  private WatchedWire(PgConnection connection, Supplier<Watcher> watcher) {
    this.connection = connection;
    this.watcher = watcher;
  }

  /** From now on the current watcher is told about the connection, for as long as it lives. */
  public static void watch(PgConnection connection, Supplier<Watcher> watcher) {
    Wire.link(connection, WatchedWire.class, driver -> new WatchedWire(connection, watcher));
  }

  /** What the console itself sends meanwhile is none of the watcher's business. */
  public static void aside(Connection connection, SqlAction action) throws SQLException {
    Optional<WatchedWire> wire =
        Wire.link(connection.unwrap(PgConnection.class), WatchedWire.class);
    boolean before = wire.isPresent() && wire.get().watching;
    wire.ifPresent(each -> each.watching = true);
    try {
      action.run();
    } finally {
      wire.ifPresent(each -> each.watching = before);
    }
  }

  /** Whether the console itself is sending right now. */
  static boolean isAside(Connection connection) throws SQLException {
    return Wire.link(connection.unwrap(PgConnection.class), WatchedWire.class)
        .map(wire -> wire.watching)
        .orElse(false);
  }

  /** What {@link #aside} does. */
  public interface SqlAction {
    void run() throws SQLException;
  }

  /** A link's way of sending something itself, which nobody else is told about. */
  interface Aside {
    void run(SqlAction action) throws SQLException;
  }

  @Override
  public @Nullable Object pass(Method method, Object @Nullable [] arguments, Wire.Rest rest)
      throws Throwable {
    if (watching || arguments == null || arguments.length == 0) {
      return rest.call(arguments);
    }
    int handler = Arrays.asList(method.getParameterTypes()).indexOf(ResultHandler.class);
    long begun = System.nanoTime();
    try {
      return handler < 0 ? rest.call(arguments) : received(arguments, handler, rest);
    } finally {
      if (method.getName().equals(EXECUTE)) {
        tell(arguments, System.nanoTime() - begun);
      }
    }
  }

  private void tell(Object[] arguments, long nanos) {
    Object statements = arguments[0];
    if (statements instanceof Query one) {
      watcher.get().asked(one, values(arguments));
      watcher.get().executed(one.getNativeSql(), nanos);
    } else if (statements instanceof Query[] batch && batch.length > 0) {
      watcher
          .get()
          .executed(
              batch[0].getNativeSql() + (batch.length > 1 ? " (" + batch.length + " times)" : ""),
              nanos);
    }
  }

  private @Nullable Object received(Object[] arguments, int handler, Wire.Rest rest)
      throws Throwable {
    Received received = new Received((ResultHandler) arguments[handler]);
    Object[] watched = arguments.clone();
    watched[handler] = received;
    Object result = rest.call(watched);
    watching = true;
    try {
      for (Received.Result each : received.results()) {
        watcher.get().rows(connection, each.statement(), values(arguments), each.rows());
      }
    } finally {
      watching = false;
    }
    return result;
  }

  private @Nullable ParameterList values(Object[] arguments) {
    List<Object> all = Arrays.asList(arguments);
    return all.size() > 1 && all.get(1) instanceof ParameterList values
        ? SayableValues.of(connection, values)
        : null;
  }
}
