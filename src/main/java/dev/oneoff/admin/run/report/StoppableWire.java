package dev.oneoff.admin.run.report;

import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.pool.Wire;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/**
 * Sends no further statement of a report, and fetches no further rows, once somebody has asked it
 * to stop. Cancelling ends only a statement that runs at that moment, and an author's loop of many
 * short ones can be missed each time.
 */
final class StoppableWire implements Wire.Link {

  /** From {@link StoppableWire#of} to its close. */
  interface Use extends AutoCloseable {
    @Override
    void close();
  }

  // Of a statement that is under way its next rows are fetched.
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
