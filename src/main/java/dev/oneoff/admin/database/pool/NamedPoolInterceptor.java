package dev.oneoff.admin.database.pool;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/** Passes the connections of a named datasource to each {@link PoolInterceptor}. */
class NamedPoolInterceptor implements AgroalPoolInterceptor {

  private final List<PoolInterceptor> watchers;

  NamedPoolInterceptor(List<PoolInterceptor> watchers) {
    this.watchers = watchers;
  }

  @Override
  public void onConnectionAcquire(Connection connection) {
    if (isPostgres(connection)) {
      watchers.forEach(watcher -> watcher.onConnectionAcquire(connection));
    }
  }

  @Override
  public void onConnectionReturn(Connection connection) {
    if (isPostgres(connection)) {
      watchers.forEach(watcher -> watcher.onConnectionReturn(connection));
    }
  }

  // Another database speaks another dialect.
  private static boolean isPostgres(Connection connection) {
    try {
      return connection.isWrapperFor(PGConnection.class);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Used by CDI to create it. */
  public static final class Creator implements SyntheticBeanCreator<NamedPoolInterceptor> {
    @Override
    public NamedPoolInterceptor create(Instance<Object> lookup, Parameters parameters) {
      return new NamedPoolInterceptor(
          lookup.select(PoolInterceptor.class, Any.Literal.INSTANCE).stream().toList());
    }
  }
}
