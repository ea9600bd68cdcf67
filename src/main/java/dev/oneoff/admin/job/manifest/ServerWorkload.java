package dev.oneoff.admin.job.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oneoff.admin.AdminException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What runs the service's servers: a Deployment, a StatefulSet, or a CronJob of it.
 *
 * @param object as the API has it
 * @param template of its pods
 */
public record ServerWorkload(JsonNode object, ObjectNode template) {

  /** Which kinds can be one, as they are written in YAML. */
  public static final Set<String> KINDS =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "CronJob", "Job");

  /**
   * Of an object of one of those kinds.
   *
   * @throws AdminException {@code CONFIGURATION} if it has no pods
   */
  public static ServerWorkload of(JsonNode object) {
    JsonNode spec = object.path("spec");
    JsonNode template =
        object.path("kind").asText().equals("CronJob")
            ? spec.path("jobTemplate").path("spec").path("template")
            : spec.path("template");
    if (!template.path("spec").path("containers").path(0).isObject()) {
      throw AdminException.configuration(
          object.path("kind").asText("An object")
              + " "
              + object.path("metadata").path("name").asText("without a name")
              + " has no containers.");
    }
    return new ServerWorkload(object, (ObjectNode) template);
  }

  /** The same workload with the template of one of its releases. */
  public ServerWorkload with(JsonNode other) {
    return new ServerWorkload(object, (ObjectNode) other);
  }

  public String kind() {
    return object.path("kind").asText();
  }

  public String name() {
    return object.path("metadata").path("name").asText();
  }

  /** {@code deployment/orders}. */
  @Override
  public String toString() {
    return kind().toLowerCase(Locale.ROOT) + "/" + name();
  }

  public JsonNode containers() {
    return template.path("spec").path("containers");
  }

  /** By which labels it finds its own pods. */
  public JsonNode selector() {
    return object.path("spec").path("selector").path("matchLabels");
  }

  /**
   * Which labels of its pods must not be on another one: by those its Services find the servers,
   * and the workload its own.
   *
   * @param services those that are known
   */
  public Set<String> claimed(Iterable<JsonNode> services) {
    Set<String> keys =
        new LinkedHashSet<>(List.of("pod-template-hash", "controller-revision-hash"));
    selector().fieldNames().forEachRemaining(keys::add);
    JsonNode labels = template.path("metadata").path("labels");
    for (JsonNode service : services) {
      JsonNode selected = service.path("spec").path("selector");
      if (!selected.isEmpty() && contains(labels, selected)) {
        selected.fieldNames().forEachRemaining(keys::add);
      }
    }
    return keys;
  }

  private static boolean contains(JsonNode labels, JsonNode selected) {
    for (var field : selected.properties()) {
      if (!labels.path(field.getKey()).equals(field.getValue())) {
        return false;
      }
    }
    return true;
  }

  /**
   * The container that the service runs in: the one asked for, or else the one marked as the main
   * one, named like the workload or "app", or the only one.
   *
   * @throws AdminException {@code USAGE} if that is none or several
   */
  public ObjectNode container(Optional<String> wanted) {
    List<String> names = new ArrayList<>();
    containers().forEach(container -> names.add(container.path("name").asText()));
    List<String> likely = new ArrayList<>();
    if (wanted.isPresent()) {
      likely.add(wanted.get());
    } else {
      likely.add(
          template
              .path("metadata")
              .path("annotations")
              .path("kubectl.kubernetes.io/default-container")
              .asText());
      likely.add(name());
      likely.add("app");
      if (names.size() == 1) {
        likely.add(names.get(0));
      }
    }
    for (String name : likely) {
      if (names.contains(name)) {
        return (ObjectNode) containers().path(names.indexOf(name));
      }
    }
    throw AdminException.usage(
        wanted
                .map(name -> this + " has no container '" + name + "'.")
                .orElse(this + " has several containers.")
            + " Say which one the service runs in: --container with one of "
            + String.join(", ", names)
            + ".");
  }
}
