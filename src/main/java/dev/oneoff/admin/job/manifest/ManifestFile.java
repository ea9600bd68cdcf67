package dev.oneoff.admin.job.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneoff.admin.AdminException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The objects of a file in YAML or JSON, of which one is the workload. */
public final class ManifestFile {

  private final String name;
  private final List<JsonNode> objects = new ArrayList<>();

  /**
   * A file that has been read.
   *
   * @throws AdminException {@code CONFIGURATION} if it is not YAML
   */
  public ManifestFile(String name, String text) {
    this.name = name;
    YamlText.read(name, text).forEach(this::add);
  }

  private void add(JsonNode object) {
    if (object.path("kind").asText().endsWith("List") && object.path("items").isArray()) {
      object.path("items").forEach(this::add);
    } else {
      objects.add(object);
    }
  }

  /**
   * The workload in it.
   *
   * @param wanted which one, if there are several
   * @throws AdminException {@code USAGE} if there is none, or several
   */
  public ServerWorkload workload(Optional<WorkloadName> wanted) {
    List<ServerWorkload> found =
        objects.stream()
            .filter(object -> ServerWorkload.KINDS.contains(object.path("kind").asText()))
            .filter(object -> wanted.isEmpty() || wanted.get().is(object))
            .map(ServerWorkload::of)
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw AdminException.usage(
        found.isEmpty()
            ? name
                + " has no "
                + wanted.map(WorkloadName::toString).orElse("Deployment, StatefulSet or CronJob")
                + "."
            : name
                + " has several. Choose one: --from "
                + String.join(", --from ", found.stream().map(ServerWorkload::toString).toList())
                + ".");
  }

  /** The Services in it. */
  public List<JsonNode> services() {
    return objects.stream()
        .filter(object -> object.path("kind").asText().equals("Service"))
        .toList();
  }
}
