package dev.oneoff.admin.health;

import io.quarkus.arc.Unremovable;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.TimeoutException;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;

/** Runs the service's own checks: liveness, readiness and start-up alike. */
@Dependent
@Unremovable
class HealthChecks {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final SmallRyeHealthReporter reporter;

  HealthChecks(SmallRyeHealthReporter reporter) {
    this.reporter = reporter;
  }

  Health ask() {
    try {
      return Health.of(reporter.getHealthAsync().await().atMost(LIMIT).getPayload());
    } catch (TimeoutException e) {
      return Health.silent("checks", "no answer within " + LIMIT.toSeconds() + " seconds");
    }
  }
}
