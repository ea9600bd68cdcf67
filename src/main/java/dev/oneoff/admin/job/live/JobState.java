package dev.oneoff.admin.job.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/**
 * How a Job is doing.
 *
 * @param word {@code running}, {@code suspended}, {@code complete} or {@code failed}
 * @param why if it failed
 */
public record JobState(String word, Optional<String> why) {

  public static JobState of(JsonNode job) {
    for (JsonNode condition : job.path("status").path("conditions")) {
      String type = condition.path("type").asText();
      if (condition.path("status").asText().equals("True")
          && (type.equals("Complete") || type.equals("Failed"))) {
        return new JobState(
            type.toLowerCase(Locale.ROOT),
            Optional.of(
                    condition.path("reason").asText() + ": " + condition.path("message").asText())
                .filter(why -> type.equals("Failed")));
      }
    }
    return new JobState(
        job.path("metadata").has("deletionTimestamp")
            ? "stopping"
            : job.path("spec").path("suspend").asBoolean() ? "suspended" : "running",
        Optional.empty());
  }

  public boolean over() {
    return word.equals("complete") || word.equals("failed");
  }
}
