package dev.oneoff.admin.database.pool;

import dev.oneoff.admin.database.statement.OneStatement;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.jdbc.PgConnection;

/**
 * The only path on which the driver sends anything, whoever holds the connection and however far it
 * was unwrapped: the pool cannot be given another kind of connection, and a wrapper around one can
 * always be unwrapped.
 */
public final class Wire implements InvocationHandler {

  /** Intercepts the path; there is at most one of each kind on a wire. */
  public interface Link {

    /**
     * A call to the driver.
     *
     * @param rest the rest of the path, to the driver's answer
     */
    @Nullable Object pass(Method method, Object @Nullable [] arguments, Rest rest) throws Throwable;
  }

  /** The rest of a call's path. */
  public interface Rest {
    @Nullable Object call(Object @Nullable [] arguments) throws Throwable;

    /** A call whose result is of no interest, and which fails as the driver's own calls do. */
    default void send(Object[] arguments) throws SQLException {
      try {
        call(arguments);
      } catch (SQLException | RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final QueryExecutor driver;
  private final List<Link> links = new CopyOnWriteArrayList<>();

  private Wire(QueryExecutor driver) {
    this.driver = driver;
  }

  /**
   * The link of this kind on a connection's wire; it stays as long as the connection lives.
   *
   * @param make creates it from the driver's own end of the wire
   * @throws IllegalStateException if the driver is not the expected one
   */
  public static synchronized <L extends Link> L link(
      PgConnection connection, Class<L> kind, Function<QueryExecutor, L> make) {
    Wire wire = wire(connection).orElseGet(() -> stretch(connection));
    return wire.find(kind)
        .orElseGet(
            () -> {
              L made = make.apply(wire.driver);
              wire.links.add(made);
              return made;
            });
  }

  /** The link of this kind, if there is one. */
  public static <L extends Link> Optional<L> link(PgConnection connection, Class<L> kind) {
    return wire(connection).flatMap(wire -> wire.find(kind));
  }

  /** The statements of a call of {@code execute}, as divided by the driver. */
  public static List<Query> statements(Object[] arguments) {
    return (arguments[0] instanceof Query[] several
            ? Stream.of(several)
            : Stream.of((Query) arguments[0]))
        .flatMap(OneStatement::each)
        .toList();
  }

  private static Optional<Wire> wire(PgConnection connection) {
    QueryExecutor now = connection.getQueryExecutor();
    return Proxy.isProxyClass(now.getClass())
            && Proxy.getInvocationHandler(now) instanceof Wire wire
        ? Optional.of(wire)
        : Optional.empty();
  }

  private static Wire stretch(PgConnection connection) {
    Wire wire = new Wire(connection.getQueryExecutor());
    Object proxy =
        Proxy.newProxyInstance(
            Wire.class.getClassLoader(), new Class<?>[] {QueryExecutor.class}, wire);
    try {
      Field field = PgConnection.class.getDeclaredField("queryExecutor");
      field.setAccessible(true);
      field.set(connection, proxy);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalStateException("This driver's connections cannot be kept read-only.", e);
    }
    return wire;
  }

  private <L extends Link> Optional<L> find(Class<L> kind) {
    return links.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Rest rest = all -> toDriver(method, all);
    for (Link link : links) {
      Rest behind = rest;
      rest = all -> link.pass(method, all, behind);
    }
    return rest.call(arguments);
  }

  private @Nullable Object toDriver(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(driver, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
