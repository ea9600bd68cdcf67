package dev.oneoff.admin.migrate.state;

import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

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
  private final Optional<DataSource> dataSource;
  private final SchemaFact schema;

  @Inject
  SchemaReadiness(Config config, Instance<DataSource> dataSource, SchemaFact schema) {
    this(config, dataSource.stream().findFirst(), schema);
  }

  SchemaReadiness(Config config, Optional<DataSource> dataSource, SchemaFact schema) {
    this.settings = new Settings(config);
    this.dataSource = dataSource;
    this.schema = schema;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("schema");
    if (!settings.is(OwnSetting.READINESS_SCHEMA) || dataSource.isEmpty()) {
      return response.up().build();
    }
    try {
      SchemaVersion version = schema.ofService(dataSource.get(), settings);
      if (version.behind()) {
        return response.down().withData("schema behind", version.toString()).build();
      }
      if (version.ahead()) {
        response.withData("schema ahead", version.toString());
      }
      return response.up().build();
    } catch (Exception e) {
      return response.down().withData("schema unknown", String.valueOf(e.getMessage())).build();
    }
  }
}
