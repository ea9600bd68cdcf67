package dev.oneoff.admin.database.pool;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource.DataSourceLiteral;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import jakarta.enterprise.inject.Any;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service's connection pools, including those of named datasources. */
public final class Pools {

  private Pools() {}

  /**
   * The pool of the datasource that commands work on.
   *
   * @throws AdminException {@code CONFIGURATION} if the service has no such datasource
   */
  public static AgroalDataSource administered() {
    Datasource datasource = new Settings(ConfigProvider.getConfig()).datasource();
    return of(datasource)
        .orElseThrow(
            () ->
                AdminException.configuration(
                    "This service has no "
                        + (datasource.isDefault()
                            ? "default datasource, which is the one that commands work on. Name another one"
                            : "datasource '" + datasource + "', or it is switched off. Name one")
                        + " with --datasource or in "
                        + OwnSetting.DATASOURCE.key()
                        + "."));
  }

  /** Whether a connection is of that pool. */
  public static boolean isAdministered(Connection connection) throws SQLException {
    String url = connection.getMetaData().getURL();
    return of(new Settings(ConfigProvider.getConfig()).datasource())
        .map(
            pool ->
                pool.getConfiguration()
                    .connectionPoolConfiguration()
                    .connectionFactoryConfiguration()
                    .jdbcUrl())
        .filter(url::equals)
        .isPresent();
  }

  /** A datasource's pool, if the service has it and it is switched on. */
  public static Optional<AgroalDataSource> of(Datasource datasource) {
    InstanceHandle<AgroalDataSource> pool =
        datasource.isDefault()
            ? Arc.container().instance(AgroalDataSource.class)
            : Arc.container()
                .instance(AgroalDataSource.class, new DataSourceLiteral(datasource.name()));
    return pool.isAvailable() && pool.getBean().isActive()
        ? Optional.of(pool.get())
        : Optional.empty();
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
