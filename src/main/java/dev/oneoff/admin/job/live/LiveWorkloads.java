package dev.oneoff.admin.job.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.job.cluster.Cluster;
import dev.oneoff.admin.job.manifest.ServerWorkload;
import dev.oneoff.admin.job.manifest.WorkloadName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The workloads of a namespace. */
public final class LiveWorkloads {

  private static final String NAME_LABEL = "app.kubernetes.io/name";

  private final Cluster cluster;

  public LiveWorkloads(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * The one that runs the service.
   *
   * @param wanted which one; otherwise it is found by its label or its name
   * @param service the service's name
   * @throws AdminException {@code USAGE} if there is none, or several
   */
  public ServerWorkload find(Optional<WorkloadName> wanted, String service) {
    return wanted.map(this::get).orElseGet(() -> byService(service));
  }

  private ServerWorkload get(WorkloadName name) {
    JsonNode object =
        cluster
            .find(name.path(cluster.namespace()))
            .orElseThrow(
                () -> AdminException.usage("There is no " + name + " in " + cluster + "."));
    return ServerWorkload.of(((ObjectNode) object).put("kind", name.kind()));
  }

  private ServerWorkload byService(String service) {
    List<ServerWorkload> all = new ArrayList<>();
    for (String kind : List.of("Deployment", "StatefulSet")) {
      String path =
          "/apis/apps/v1/namespaces/"
              + cluster.namespace()
              + "/"
              + kind.toLowerCase(java.util.Locale.ROOT)
              + "s";
      for (JsonNode item : cluster.get(path).path("items")) {
        all.add(ServerWorkload.of(((ObjectNode) item).put("kind", kind)));
      }
    }
    List<ServerWorkload> found =
        all.stream()
            .filter(
                one ->
                    one.name().equals(service)
                        || one.object()
                            .path("metadata")
                            .path("labels")
                            .path(NAME_LABEL)
                            .asText()
                            .equals(service))
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    List<ServerWorkload> choice = found.isEmpty() ? all : found;
    throw AdminException.usage(
        (found.isEmpty()
                ? "Nothing in "
                    + cluster
                    + " is called "
                    + service
                    + " or has the label "
                    + NAME_LABEL
                    + "="
                    + service
                    + ". "
                : "Several run " + service + " in " + cluster + ". ")
            + (choice.isEmpty()
                ? "There is no Deployment and no StatefulSet. Choose another --namespace or --context."
                : "Choose one: --from "
                    + String.join(
                        ", --from ", choice.stream().map(ServerWorkload::toString).toList())
                    + "."));
  }

  /** The namespace's Services. */
  public List<JsonNode> services() {
    List<JsonNode> services = new ArrayList<>();
    cluster
        .get("/api/v1/namespaces/" + cluster.namespace() + "/services")
        .path("items")
        .forEach(services::add);
    return services;
  }
}
