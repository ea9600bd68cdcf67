package dev.oneoff.admin.database.pool;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import jakarta.enterprise.inject.Any;

/** The service's pools of connections, those of datasources with a name too. */
public final class Pools {

  private Pools() {}

  /** Whoever takes a connection from now on gets one that nobody has prepared for anything. */
  public static void renew() {
    for (InstanceHandle<AgroalDataSource> pool :
        Arc.container().listAll(AgroalDataSource.class, Any.Literal.INSTANCE)) {
      if (pool.getBean().isActive()) {
        pool.get().flush(AgroalDataSource.FlushMode.GRACEFUL);
      }
    }
  }
}
