package dev.oneoff.admin.job.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Job for one command. */
public final class JobManifest {

  /**
   * By which label all of these Jobs and their pods are found; its value is the workload's name.
   */
  public static final String LABEL = "oneoff.dev/job-of";

  public static final String COMMAND = "oneoff.dev/command";
  public static final String ACTOR = "oneoff.dev/actor";
  public static final String REASON = "oneoff.dev/reason";
  public static final String CONTAINER = "oneoff.dev/container";

  private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
  private static final int RETRIES = 6;
  private static final int DAY = 86_400;
  private static final int GRACE = 300;

  private final ServerWorkload workload;
  private final JobRequest request;
  private final List<JsonNode> services;
  private final ObjectNode container;

  /**
   * A manifest to be made.
   *
   * @param services the namespace's, as far as they are known
   */
  public JobManifest(ServerWorkload workload, JobRequest request, List<JsonNode> services) {
    this.workload = workload;
    this.request = request;
    this.services = services;
    this.container = workload.container(request.container());
  }

  /** A Job that the API gives a name, so that the same command can run many times. */
  public ObjectNode generated() {
    ObjectNode job = job();
    metadata(job).put("generateName", name() + "-");
    return job;
  }

  /** A Job that has a name, for files. */
  public ObjectNode named(Optional<String> name) {
    ObjectNode job = job();
    metadata(job).put("name", name.orElseGet(this::name));
    return job;
  }

  /** A CronJob. */
  public ObjectNode scheduled(Optional<String> name, String cron, Optional<String> timeZone) {
    ObjectNode result = object("batch/v1", "CronJob");
    ObjectNode metadata = metadata(result);
    metadata.put("name", name.orElseGet(this::name));
    ObjectNode spec = result.putObject("spec");
    spec.put("schedule", cron);
    timeZone.ifPresent(zone -> spec.put("timeZone", zone));
    // A run that is still under way is not doubled.
    spec.put("concurrencyPolicy", "Forbid");
    spec.put("startingDeadlineSeconds", 3600);
    ObjectNode template = spec.putObject("jobTemplate");
    template.set("metadata", metadata.deepCopy().without(List.of("name")));
    template.set("spec", spec());
    return result;
  }

  private String name() {
    return JobNames.of(workload.name(), request.command());
  }

  private ObjectNode job() {
    ObjectNode job = object("batch/v1", "Job");
    job.set("spec", spec());
    return job;
  }

  private ObjectNode object(String version, String kind) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", version).put("kind", kind);
    ObjectNode metadata = object.putObject("metadata");
    metadata.putObject("labels").put(LABEL, label(workload.name()));
    metadata.set("annotations", annotations());
    return object;
  }

  private static ObjectNode metadata(ObjectNode object) {
    return (ObjectNode) object.path("metadata");
  }

  // A label's value is shorter than a name may be.
  private static String label(String name) {
    return name.length() <= 63 ? name : name.substring(0, 63).replaceAll("[^A-Za-z0-9]+$", "");
  }

  private ObjectNode annotations() {
    ObjectNode annotations = JsonNodeFactory.instance.objectNode();
    annotations.put(COMMAND, CommandLineText.of(request.command()));
    annotations.put(CONTAINER, container.path("name").asText());
    request.actor().ifPresent(actor -> annotations.put(ACTOR, actor));
    request.reason().ifPresent(reason -> annotations.put(REASON, reason));
    return annotations;
  }

  private ObjectNode spec() {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    if (request.workers() > 1) {
      spec.put("completionMode", "Indexed");
      spec.put("completions", request.workers()).put("parallelism", request.workers());
      spec.put("backoffLimitPerIndex", RETRIES);
    } else {
      spec.put("backoffLimit", request.takesInput() ? 0 : RETRIES);
    }
    spec.put("activeDeadlineSeconds", request.deadline().toSeconds());
    // A day to read its log.
    spec.put("ttlSecondsAfterFinished", DAY);
    spec.set("podFailurePolicy", failurePolicy());
    ObjectNode template = spec.putObject("template");
    template.set("metadata", podMetadata());
    template.set("spec", JobPod.of(workload, container, request, GRACE));
    return spec;
  }

  private ObjectNode failurePolicy() {
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    ArrayNode rules = policy.putArray("rules");
    // A node that is drained is no failure.
    ObjectNode drained = rules.addObject().put("action", "Ignore");
    drained
        .putArray("onPodConditions")
        .addObject()
        .put("type", "DisruptionTarget")
        .put("status", "True");
    // To try again helps after 69 (database unreachable) and 75 (locked, or interrupted) only.
    ObjectNode codes =
        rules
            .addObject()
            .put("action", request.workers() > 1 ? "FailIndex" : "FailJob")
            .putObject("onExitCodes");
    codes.put("containerName", container.path("name").asText()).put("operator", "NotIn");
    codes.putArray("values").add(69).add(75);
    return policy;
  }

  private ObjectNode podMetadata() {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    JsonNode given = workload.template().path("metadata");
    ObjectNode labels = metadata.putObject("labels");
    if (given.path("labels").isObject()) {
      labels.setAll((ObjectNode) given.path("labels"));
    }
    Set<String> claimed = workload.claimed(services);
    // Of a Job or a CronJob, its own pods' names.
    for (Iterator<String> names = labels.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (claimed.contains(name) || name.endsWith("job-name") || name.endsWith("controller-uid")) {
        names.remove();
      }
    }
    labels.put(LABEL, label(workload.name()));
    ObjectNode annotations = metadata.putObject("annotations");
    if (given.path("annotations").isObject()) {
      annotations.setAll((ObjectNode) given.path("annotations"));
    }
    annotations.remove("kubectl.kubernetes.io/restartedAt");
    // By container, among them those that are left out.
    annotations.remove(
        annotations.properties().stream()
            .map(Map.Entry::getKey)
            .filter(key -> key.startsWith(APP_ARMOR))
            .filter(key -> !key.equals(APP_ARMOR + container.path("name").asText()))
            .toList());
    annotations.setAll(annotations());
    annotations.put("kubectl.kubernetes.io/default-container", container.path("name").asText());
    // Autoscalers let it end before they take its node.
    annotations.put("cluster-autoscaler.kubernetes.io/safe-to-evict", "false");
    annotations.put("karpenter.sh/do-not-disrupt", "true");
    return metadata;
  }

  /** What differs from a server in a way that a person may not expect. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    for (String name :
        JobPod.claimed(workload, JsonNodeFactory.instance.arrayNode().add(container))) {
      remarks.add(
          "The volume " + name + " belongs to each server; the Job has an empty one in its place.");
    }
    return remarks;
  }
}
