package dev.oneoff.admin.job;

import dev.oneoff.admin.job.cluster.Cluster;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster, and where in it. */
final class ClusterOptions {

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "The kubeconfig. Otherwise KUBECONFIG, ~/.kube/config, or, inside a cluster, the pod's own account.")
  @Nullable Path kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "A context of the kubeconfig, with its namespace, instead of the current one.")
  @Nullable String context;

  @Option(names = "--namespace", paramLabel = "NAME", description = "The namespace.")
  @Nullable String namespace;

  Optional<String> namespace() {
    return Optional.ofNullable(namespace);
  }

  Cluster cluster() {
    return Cluster.of(
        new Cluster.Access(
            Optional.ofNullable(kubeconfig), Optional.ofNullable(context), namespace()),
        System.getenv());
  }
}
