package dev.oneoff.admin.job.cluster;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Who a pod is to its own cluster, as the kubelet writes it into each. */
record ServiceAccount(Path directory, Map<String, String> environment) implements Credentials {

  static final Path STANDARD = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private static final String HOST = "KUBERNETES_SERVICE_HOST";

  boolean exists() {
    return environment.containsKey(HOST) && Files.exists(directory.resolve("token"));
  }

  ApiServer server() {
    String host = environment.getOrDefault(HOST, "");
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
    URI address =
        URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    Path authority = directory.resolve("ca.crt");
    return new ApiServer(
        address,
        "this cluster",
        new Pem("The file " + authority, read(authority)).certificates(),
        Optional.empty(),
        ProxyChoice.of(Optional.empty(), "", address, environment));
  }

  Optional<String> namespace() {
    Path file = directory.resolve("namespace");
    return Files.exists(file)
        ? Optional.of(text(file)).filter(name -> !name.isEmpty())
        : Optional.empty();
  }

  @Override
  public String whose() {
    return "this pod's service account";
  }

  // Read each time, because the kubelet replaces it before it expires.
  @Override
  public Credential now() {
    return new Credential(
        Optional.of(Credential.bearer(text(directory.resolve("token")), whose())),
        Optional.empty());
  }

  private static String text(Path file) {
    return new String(read(file), StandardCharsets.UTF_8).strip();
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw AdminException.configuration("The file " + file + " cannot be read.", e);
    }
  }
}
