package dev.oneoff.admin.run.report;

import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.pool.Wire;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/**
 * Stops sending statements of a report and fetching rows once it has been asked to stop. Cancelling
 * only ends a statement that is running at that moment, and could miss every one in an author's
 * loop of many short ones.
 */
final class StoppableWire implements Wire.Link {

  /** From {@link StoppableWire#of} until it is closed. */
  interface Use extends AutoCloseable {
    @Override
    void close();
  }

  // The next rows of a running statement are being fetched.
  private static final Set<String> SENDING = Set.of("execute", "fetch");

  private volatile @Nullable Interruption interruption;

  private StoppableWire() {}

  /** From now on, on this connection. */
  static Use of(PgConnection connection, Interruption interruption) {
    StoppableWire wire = Wire.link(connection, StoppableWire.class, driver -> new StoppableWire());
    wire.interruption = interruption;
    return () -> wire.interruption = null;
  }

  @Override
  public @Nullable Object pass(Method method, Object @Nullable [] arguments, Wire.Rest rest)
      throws Throwable {
    Interruption asked = interruption;
    if (asked != null && SENDING.contains(method.getName())) {
      asked.checkpoint();
    }
    return rest.call(arguments);
  }
}
