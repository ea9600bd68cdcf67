package dev.oneoff.admin.migrate.state;

import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.pool.Pools;
import dev.oneoff.admin.migrate.MigratedDatasources;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * The server is not ready while the service's schema is behind, which one that no tool migrates
 * cannot be. If it is ahead the check is up, and says so: a rolling deployment migrates before the
 * old servers are gone. {@code oneoff.readiness.schema=false} switches it off. A service without
 * health checks has no such bean.
 */
@Readiness
@ApplicationScoped
@IfBuildProperty(name = "quarkus.smallrye-health.enabled", stringValue = "true")
public class SchemaReadiness implements HealthCheck {

  private final Settings settings;
  private final Function<Datasource, Optional<? extends DataSource>> pools;
  private final SchemaFact schema;
  private final Map<Datasource, SchemaFact> others = new ConcurrentHashMap<>();
  private volatile @Nullable List<Datasource> migrated;

  @Inject
  SchemaReadiness(Config config, SchemaFact schema) {
    this(config, Pools::of, schema);
  }

  /**
   * Readiness of the service with these settings.
   *
   * @param pools empty for a datasource that is not there, or switched off
   * @param schema of the datasource that commands work on
   */
  SchemaReadiness(
      Config config,
      Function<Datasource, Optional<? extends DataSource>> pools,
      SchemaFact schema) {
    this.settings = new Settings(config);
    this.pools = pools;
    this.schema = schema;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("schema").up();
    if (settings.is(OwnSetting.READINESS_SCHEMA)) {
      for (Datasource datasource : migrated()) {
        pools.apply(datasource).ifPresent(pool -> look(datasource, pool, response));
      }
    }
    return response.build();
  }

  // Which ones have migrations does not change while the server runs.
  private List<Datasource> migrated() {
    List<Datasource> known = migrated;
    if (known == null) {
      known = MigratedDatasources.of(settings, left -> {});
      migrated = known;
    }
    return known;
  }

  private void look(Datasource datasource, DataSource pool, HealthCheckResponseBuilder response) {
    boolean administered = datasource.equals(settings.datasource());
    String which = administered ? "" : " of " + datasource;
    SchemaFact fact =
        administered ? schema : others.computeIfAbsent(datasource, other -> new SchemaFact());
    try {
      SchemaVersion version = fact.ofService(pool, settings.of(datasource));
      if (version.behind()) {
        response.down().withData("schema behind" + which, version.toString());
      } else if (version.ahead()) {
        response.withData("schema ahead" + which, version.toString());
      }
    } catch (Exception e) {
      response.down().withData("schema unknown" + which, String.valueOf(e.getMessage()));
    }
  }
}
