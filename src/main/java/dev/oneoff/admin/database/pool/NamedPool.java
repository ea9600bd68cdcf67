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

/** Shows the connections of a datasource with a name to what watches {@link EveryPool}. */
class NamedPool implements AgroalPoolInterceptor {

  private final List<EveryPool> watchers;

  NamedPool(List<EveryPool> watchers) {
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

  // Another database has other words.
  private static boolean isPostgres(Connection connection) {
    try {
      return connection.isWrapperFor(PGConnection.class);
    } catch (SQLException e) {
      return false;
    }
  }

  /** CDI makes it by this. */
  public static final class Creator implements SyntheticBeanCreator<NamedPool> {
    @Override
    public NamedPool create(Instance<Object> lookup, Parameters parameters) {
      return new NamedPool(lookup.select(EveryPool.class, Any.Literal.INSTANCE).stream().toList());
    }
  }
}
