package dev.oneoff.admin.job.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Suggestion;
import dev.oneoff.admin.job.cluster.Cluster;
import dev.oneoff.admin.job.manifest.JobManifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The Jobs of a namespace that {@code job run} has made. */
public final class Jobs {

  private final Cluster cluster;

  public Jobs(Cluster cluster) {
    this.cluster = cluster;
  }

  private String path() {
    return "/apis/batch/v1/namespaces/" + cluster.namespace() + "/jobs";
  }

  /** Makes one, and returns it as the API has it. */
  public JsonNode create(JsonNode job, boolean dryRun) {
    return cluster.create(path(), job, dryRun);
  }

  /** All of them, the newest first. */
  public List<JsonNode> all() {
    List<JsonNode> jobs = new ArrayList<>();
    cluster.get(path() + "?labelSelector=" + JobManifest.LABEL).path("items").forEach(jobs::add);
    jobs.sort(
        Comparator.comparing(
                (JsonNode job) -> job.path("metadata").path("creationTimestamp").asText())
            .reversed());
    return jobs;
  }

  /**
   * One of them.
   *
   * @throws AdminException {@code USAGE} if there is none of this name, or it is somebody else's
   */
  public JsonNode get(String name) {
    JsonNode job = find(name).orElse(null);
    if (job == null) {
      List<String> names =
          all().stream().map(one -> one.path("metadata").path("name").asText()).toList();
      throw AdminException.usage(
          "There is no Job '"
              + name
              + "' in "
              + cluster
              + "."
              + Suggestion.of(name, names).map(like -> " Did you mean " + like + "?").orElse("")
              + " 'job list' shows those that are there.");
    }
    if (!job.path("metadata").path("labels").has(JobManifest.LABEL)) {
      throw AdminException.usage("The Job '" + name + "' was not made by 'job'.");
    }
    return job;
  }

  /** One of them, if it is still there. */
  public Optional<JsonNode> find(String name) {
    return cluster.find(path() + "/" + name);
  }

  /** Ends it: its pods get SIGTERM, and the time that they have to come to a safe point. */
  public void delete(String name) {
    cluster.delete(path() + "/" + name);
  }

  /** Its pods, the oldest first. */
  public List<JsonNode> pods(String name) {
    List<JsonNode> pods = new ArrayList<>();
    cluster
        .get(
            "/api/v1/namespaces/"
                + cluster.namespace()
                + "/pods?labelSelector=batch.kubernetes.io%2Fjob-name%3D"
                + name)
        .path("items")
        .forEach(pods::add);
    pods.sort(Comparator.comparing(pod -> pod.path("metadata").path("creationTimestamp").asText()));
    return pods;
  }

  /** What the cluster says of an object, the newest last. */
  public List<JsonNode> events(String object) {
    List<JsonNode> events = new ArrayList<>();
    cluster
        .get(
            "/api/v1/namespaces/"
                + cluster.namespace()
                + "/events?fieldSelector=involvedObject.name%3D"
                + object)
        .path("items")
        .forEach(events::add);
    events.sort(
        Comparator.comparing(
            event -> event.path("lastTimestamp").asText(event.path("eventTime").asText())));
    return events;
  }
}
