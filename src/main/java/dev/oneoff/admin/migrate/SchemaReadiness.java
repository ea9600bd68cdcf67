package dev.oneoff.admin.migrate;

import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * The server is not ready while its schema is behind. Ahead is up, and named: a rolling deployment
 * migrates before the old servers are gone. It asks until the schema is there and then no more,
 * since a schema only goes on. {@code oneoff.readiness.schema=false} switches it off.
 */
@Readiness
@ApplicationScoped
public class SchemaReadiness implements HealthCheck {

  private final Settings settings;
  private final DataSource dataSource;
  private volatile @Nullable HealthCheckResponse settled;

  SchemaReadiness(Config config, DataSource dataSource) {
    this.settings = new Settings(config);
    this.dataSource = dataSource;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponse known = settled;
    if (known != null) {
      return known;
    }
    HealthCheckResponseBuilder response = HealthCheckResponse.named("schema");
    if (!settings.flag("oneoff.readiness.schema", true)) {
      return response.up().build();
    }
    try {
      SchemaVersion version = SchemaVersion.of(new Migrations(settings, dataSource).standing());
      if (version.behind()) {
        return response.down().withData("schema behind", version.toString()).build();
      }
      if (version.ahead()) {
        response.withData("schema ahead", version.toString());
      }
      HealthCheckResponse up = response.up().build();
      settled = up;
      return up;
    } catch (Exception e) {
      return response.down().withData("schema unknown", String.valueOf(e.getMessage())).build();
    }
  }
}
