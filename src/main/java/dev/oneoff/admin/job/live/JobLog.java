package dev.oneoff.admin.job.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.job.cluster.Cluster;
import dev.oneoff.admin.job.manifest.JobManifest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What a Job's pods have written. */
public final class JobLog {

  private final Cluster cluster;
  private final String name;
  private final String container;

  public JobLog(Cluster cluster, JsonNode job) {
    this.cluster = cluster;
    this.name = job.path("metadata").path("name").asText();
    this.container = job.path("metadata").path("annotations").path(JobManifest.CONTAINER).asText();
  }

  /** Prints it, each pod's after the other. */
  public void print(Console console) throws IOException {
    List<JsonNode> pods = new Jobs(cluster).pods(name);
    if (pods.isEmpty()) {
      throw AdminException.refused("The Job " + name + " has no pod, so there is no log.");
    }
    for (JsonNode pod : pods) {
      String podName = pod.path("metadata").path("name").asText();
      if (pods.size() > 1) {
        console.say("Pod " + podName + ":");
      }
      try (InputStream log =
          cluster.stream(
              "/api/v1/namespaces/"
                  + cluster.namespace()
                  + "/pods/"
                  + podName
                  + "/log?container="
                  + container)) {
        log.transferTo(console.bytes());
      }
    }
  }
}
