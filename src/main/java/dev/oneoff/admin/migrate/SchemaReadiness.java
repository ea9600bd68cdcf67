package dev.oneoff.admin.migrate;

import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The server is not ready while its schema is behind. It asks until the schema is current and then
 * no more: a schema only goes on. {@code oneoff.readiness.schema=false} switches it off.
 */
@Readiness
@ApplicationScoped
public class SchemaReadiness implements HealthCheck {

  private final Settings settings;
  private final DataSource dataSource;
  private volatile boolean current;

  SchemaReadiness(Config config, DataSource dataSource) {
    this.settings = new Settings(config);
    this.dataSource = dataSource;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("schema");
    if (current || !settings.flag("oneoff.readiness.schema", true)) {
      return response.up().build();
    }
    try {
      SchemaVersion version = SchemaVersion.of(new Migrations(settings, dataSource).changesets());
      current = !version.behind();
      return current
          ? response.up().build()
          : response.down().withData("schema behind", version.toString()).build();
    } catch (Exception e) {
      return response.down().withData("schema unknown", String.valueOf(e.getMessage())).build();
    }
  }
}
