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
import org.postgresql.core.Field;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.ResultHandler;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PgConnection;

/** Sees the results of a connection's statements before their sender does. */
public final class WatchedWire implements Wire.Link {

  /** Rows in the driver's representation. */
  public record Rows(List<Field> columns, List<Tuple> values) {}

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
    void rows(PgConnection connection, Query statement, @Nullable ParameterList values, Rows rows)
        throws SQLException;
  }

  private final PgConnection connection;
  private final Supplier<Watcher> watcher;
  // The watcher's own queries are of no interest.
  private final Aside aside = new Aside();

  private WatchedWire(PgConnection connection, Supplier<Watcher> watcher) {
    this.connection = connection;
    this.watcher = watcher;
  }

  /** From now on the current watcher is told about the connection, for as long as it lives. */
  public static void watch(PgConnection connection, Supplier<Watcher> watcher) {
    Wire.link(connection, WatchedWire.class, driver -> new WatchedWire(connection, watcher));
  }

  /** What the console itself sends meanwhile is none of the watcher's business. */
  public static void aside(Connection connection, Aside.Work work) throws SQLException {
    Optional<WatchedWire> wire =
        Wire.link(connection.unwrap(PgConnection.class), WatchedWire.class);
    if (wire.isPresent()) {
      wire.get().aside.run(work);
    } else {
      work.run();
    }
  }

  /** Whether the console itself is sending right now. */
  static boolean isAside(Connection connection) throws SQLException {
    return Wire.link(connection.unwrap(PgConnection.class), WatchedWire.class)
        .map(wire -> wire.aside.isOn())
        .orElse(false);
  }

  @Override
  public @Nullable Object pass(Method method, Object @Nullable [] arguments, Wire.Rest rest)
      throws Throwable {
    if (aside.isOn() || arguments == null || arguments.length == 0) {
      return rest.call(arguments);
    }
    Optional<ExecuteCall> call = ExecuteCall.of(method, arguments);
    int handler = Arrays.asList(method.getParameterTypes()).indexOf(ResultHandler.class);
    long begun = System.nanoTime();
    try {
      return handler < 0 ? rest.call(arguments) : received(arguments, handler, call, rest);
    } finally {
      if (call.isPresent()) {
        tell(call.get(), System.nanoTime() - begun);
      }
    }
  }

  private void tell(ExecuteCall call, long nanos) {
    List<Query> batch = call.batch();
    if (call.single().isPresent()) {
      Query one = call.single().get();
      watcher.get().asked(one, values(call));
      watcher.get().executed(one.getNativeSql(), nanos);
    } else if (!batch.isEmpty()) {
      watcher
          .get()
          .executed(
              batch.get(0).getNativeSql()
                  + (batch.size() > 1 ? " (" + batch.size() + " times)" : ""),
              nanos);
    }
  }

  private @Nullable Object received(
      Object[] arguments, int handler, Optional<ExecuteCall> call, Wire.Rest rest)
      throws Throwable {
    Received received = new Received((ResultHandler) arguments[handler]);
    Object[] watched = arguments.clone();
    watched[handler] = received;
    Object result = rest.call(watched);
    @Nullable ParameterList values = call.isPresent() ? values(call.get()) : null;
    aside.run(
        () -> {
          for (Received.Result each : received.results()) {
            watcher.get().rows(connection, each.statement(), values, each.rows());
          }
        });
    return result;
  }

  private @Nullable ParameterList values(ExecuteCall call) {
    return call.values().map(values -> SayableValues.of(connection, values)).orElse(null);
  }
}
