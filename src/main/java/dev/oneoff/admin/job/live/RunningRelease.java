package dev.oneoff.admin.job.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.job.cluster.Cluster;
import dev.oneoff.admin.job.manifest.ServerWorkload;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The release that a workload's servers run now: the image of a ready one by its digest, which a
 * tag that has been pushed again does not change, with the pod template that it was started from.
 *
 * @param workload with that template
 * @param image by digest; empty if no server is ready, or its node does not know a digest
 */
public record RunningRelease(ServerWorkload workload, Optional<String> image) {

  /** Which release, while a rollout is under way. */
  public enum Choice {
    OLD,
    NEW
  }

  private record Generation(String hash, int revision, @Nullable JsonNode template, String image) {}

  /**
   * Looks.
   *
   * @param container the service's container
   * @param choice in the middle of a rollout
   * @throws AdminException {@code REFUSED} if there are two, and nobody has chosen
   */
  public static RunningRelease of(
      Cluster cluster, ServerWorkload workload, String container, Optional<Choice> choice) {
    if (workload.selector().isEmpty()) {
      return new RunningRelease(workload, Optional.empty());
    }
    Map<String, JsonNode> sets =
        workload.kind().equals("Deployment") ? replicaSets(cluster, workload) : Map.of();
    Map<String, Generation> ready = new HashMap<>();
    for (JsonNode pod : items(cluster, "/api/v1", "pods", workload)) {
      if (isReady(pod)) {
        Generation generation = generation(pod, container, workload, sets);
        ready.putIfAbsent(generation.hash(), generation);
      }
    }
    List<Generation> all = new ArrayList<>(ready.values());
    all.sort(Comparator.comparingInt(Generation::revision));
    if (all.isEmpty()) {
      return new RunningRelease(workload, Optional.empty());
    }
    if (all.size() > 1 && choice.isEmpty()) {
      throw AdminException.refused(
          workload
              + " is in the middle of a rollout, and its ready servers run "
              + all.stream().map(Generation::image).collect(Collectors.joining(" and "))
              + ". Choose one: --release old or --release new.");
    }
    Generation chosen =
        choice.equals(Optional.of(Choice.OLD)) ? all.get(0) : all.get(all.size() - 1);
    JsonNode template = chosen.template();
    return new RunningRelease(
        template == null ? workload : workload.with(template),
        Optional.of(chosen.image()).filter(image -> image.contains("@sha256:")));
  }

  private static Generation generation(
      JsonNode pod, String container, ServerWorkload workload, Map<String, JsonNode> sets) {
    JsonNode labels = pod.path("metadata").path("labels");
    String hash =
        labels.path("pod-template-hash").asText(labels.path("controller-revision-hash").asText());
    JsonNode set = sets.get(hash);
    int revision =
        set == null
            ? newest(workload, hash)
            : set.path("metadata")
                .path("annotations")
                .path("deployment.kubernetes.io/revision")
                .asInt();
    String image = "";
    for (JsonNode status : pod.path("status").path("containerStatuses")) {
      if (status.path("name").asText().equals(container)) {
        image = status.path("imageID").asText().replaceFirst("^[a-z-]+://", "");
        if (!image.contains("@")) {
          image = status.path("image").asText();
        }
      }
    }
    return new Generation(
        hash, revision, set == null ? null : set.path("spec").path("template"), image);
  }

  private static int newest(ServerWorkload workload, String hash) {
    return workload.object().path("status").path("updateRevision").asText().equals(hash) ? 1 : 0;
  }

  private static Map<String, JsonNode> replicaSets(Cluster cluster, ServerWorkload workload) {
    Map<String, JsonNode> sets = new HashMap<>();
    for (JsonNode set : items(cluster, "/apis/apps/v1", "replicasets", workload)) {
      sets.put(set.path("metadata").path("labels").path("pod-template-hash").asText(), set);
    }
    return sets;
  }

  private static JsonNode items(
      Cluster cluster, String group, String kind, ServerWorkload workload) {
    List<String> labels = new ArrayList<>();
    for (var label : workload.selector().properties()) {
      labels.add(label.getKey() + "=" + label.getValue().asText());
    }
    return cluster
        .get(
            group
                + "/namespaces/"
                + cluster.namespace()
                + "/"
                + kind
                + "?labelSelector="
                + URLEncoder.encode(String.join(",", labels), StandardCharsets.UTF_8))
        .path("items");
  }

  private static boolean isReady(JsonNode pod) {
    if (pod.path("metadata").has("deletionTimestamp")) {
      return false;
    }
    for (JsonNode condition : pod.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }
}
