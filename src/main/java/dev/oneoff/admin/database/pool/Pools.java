package dev.oneoff.admin.database.pool;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import jakarta.enterprise.inject.Any;

/** The service's connection pools, including those of named datasources. */
public final class Pools {

  private Pools() {}

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
