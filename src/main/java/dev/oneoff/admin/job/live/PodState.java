package dev.oneoff.admin.job.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a pod is doing.
 *
 * @param pod as the API has it
 * @param container the service's
 */
record PodState(JsonNode pod, String container) {

  String name() {
    return pod.path("metadata").path("name").asText();
  }

  private JsonNode state() {
    for (JsonNode status : pod.path("status").path("containerStatuses")) {
      if (status.path("name").asText().equals(container)) {
        return status.path("state");
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  boolean running() {
    return state().has("running");
  }

  /** The container's exit code, once it has one. */
  OptionalInt exitCode() {
    JsonNode terminated = state().path("terminated");
    return terminated.has("exitCode")
        ? OptionalInt.of(terminated.path("exitCode").asInt())
        : OptionalInt.empty();
  }

  /** Whether nothing more happens in it. */
  boolean over() {
    String phase = pod.path("status").path("phase").asText();
    return exitCode().isPresent() || phase.equals("Failed") || phase.equals("Succeeded");
  }

  boolean outOfMemory() {
    JsonNode terminated = state().path("terminated");
    return terminated.path("reason").asText().equals("OOMKilled");
  }

  /** Why it ended without an exit code: evicted, or its node was lost. */
  Optional<String> lost() {
    JsonNode status = pod.path("status");
    if (!over() || exitCode().isPresent()) {
      return Optional.empty();
    }
    String reason = status.path("reason").asText("ended by Kubernetes");
    String message = status.path("message").asText();
    return Optional.of(message.isEmpty() ? reason : reason + ": " + message);
  }

  /** What its container waits for, in Kubernetes' words: {@code ImagePullBackOff}. */
  Optional<Reason> waiting() {
    for (String list : java.util.List.of("initContainerStatuses", "containerStatuses")) {
      for (JsonNode status : pod.path("status").path(list)) {
        JsonNode waiting = status.path("state").path("waiting");
        String reason = waiting.path("reason").asText();
        if (!reason.isEmpty()
            && !reason.equals("ContainerCreating")
            && !reason.equals("PodInitializing")) {
          return Optional.of(new Reason(reason, waiting.path("message").asText()));
        }
      }
    }
    for (JsonNode condition : pod.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("PodScheduled")
          && condition.path("status").asText().equals("False")) {
        return Optional.of(
            new Reason(condition.path("reason").asText(), condition.path("message").asText()));
      }
    }
    return Optional.empty();
  }
}
