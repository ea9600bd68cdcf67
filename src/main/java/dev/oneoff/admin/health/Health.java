package dev.oneoff.admin.health;

import dev.oneoff.admin.AdminException;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.TimeoutException;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** What the service's MicroProfile checks said: liveness, readiness and start-up alike. */
record Health(boolean up, List<Check> checks) {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** One check's answer; its data as JSON, which is empty where it gave none. */
  record Check(String name, boolean up, String data) {
    static Check of(JsonObject json) {
      JsonObject data = json.getJsonObject("data");
      return new Check(
          json.getString("name"),
          json.getString("status").equals("UP"),
          data == null ? "" : data.toString());
    }
  }

  static Health ask(SmallRyeHealthReporter reporter) {
    try {
      SmallRyeHealth health = reporter.getHealthAsync().await().atMost(LIMIT);
      List<Check> checks =
          health.getPayload().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
              .map(Check::of)
              .sorted(Comparator.comparing(Check::name))
              .toList();
      return new Health(!health.isDown(), checks);
    } catch (TimeoutException e) {
      throw AdminException.unavailable(
          "A health check did not answer within " + LIMIT.toSeconds() + " seconds.", e);
    }
  }
}
