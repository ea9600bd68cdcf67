package dev.oneoff.admin.database.pool;

import dev.oneoff.admin.AdminException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import jakarta.enterprise.inject.Any;

/** The service's connection pools, including those of named datasources. */
public final class Pools {

  private Pools() {}

  /**
   * The pool of the datasource that commands work on.
   *
   * @throws AdminException {@code CONFIGURATION} if the service has no default datasource
   */
  public static AgroalDataSource administered() {
    InstanceHandle<AgroalDataSource> pool = Arc.container().instance(AgroalDataSource.class);
    if (!pool.isAvailable() || !pool.getBean().isActive()) {
      throw AdminException.configuration(
          "This service has no default datasource, and commands work on that. 'sql' and 'migrate'"
              + " take the database that DATABASE_URL names.");
    }
    return pool.get();
  }

  /**
   * From now on, everyone who takes a connection gets one that has not been prepared for anything.
   */
  public static void renew() {
    for (InstanceHandle<AgroalDataSource> pool :
        Arc.container().listAll(AgroalDataSource.class, Any.Literal.INSTANCE)) {
      if (pool.getBean().isActive()) {
        pool.get().flush(AgroalDataSource.FlushMode.GRACEFUL);
      }
    }
  }
}
