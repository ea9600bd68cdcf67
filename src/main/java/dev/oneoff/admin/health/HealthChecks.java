package dev.oneoff.admin.health;

import io.quarkus.arc.Arc;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.TimeoutException;
import java.time.Duration;

/**
 * Runs the service's own checks: liveness, readiness and start-up alike. No bean, because a service
 * without checks has no reporter to inject.
 */
final class HealthChecks {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final SmallRyeHealthReporter reporter =
      Arc.container().select(SmallRyeHealthReporter.class).get();

  Health ask() {
    try {
      return Health.of(reporter.getHealthAsync().await().atMost(LIMIT).getPayload().toString());
    } catch (TimeoutException e) {
      return Health.silent("checks", "no answer within " + LIMIT.toSeconds() + " seconds");
    }
  }
}
