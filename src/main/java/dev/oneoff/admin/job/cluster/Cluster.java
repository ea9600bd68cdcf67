package dev.oneoff.admin.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Kubernetes cluster and a namespace in it. Paths are the API's, such as {@code
 * /api/v1/namespaces/shop/pods?labelSelector=app%3Dshop}.
 *
 * <p>A failure is an {@link AdminException}; if it is an answer of the API server, its cause is an
 * {@link ApiFailure}.
 */
public final class Cluster {

  private static final String JSON = "application/json";
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ApiClient client;
  private final String name;
  private final String namespace;

  /**
   * What a person says about it.
   *
   * @param kubeconfig instead of the one that kubectl would take
   * @param context instead of the current one
   * @param namespace instead of the context's
   */
  public record Access(
      Optional<Path> kubeconfig, Optional<String> context, Optional<String> namespace) {

    boolean meansKubeconfig() {
      return kubeconfig.isPresent() || context.isPresent();
    }
  }

  private Cluster(ApiServer server, Credentials credentials, String namespace, ApiLimits limits) {
    this.client = new ApiClient(server, credentials, limits);
    this.name = server.name();
    this.namespace = namespace;
  }

  /**
   * The cluster of a kubeconfig's context, or the one that this process runs in.
   *
   * @param environment this process's variables
   */
  public static Cluster of(Access access, Map<String, String> environment) {
    return of(
        access,
        environment,
        new ServiceAccount(ServiceAccount.STANDARD, environment),
        ApiLimits.STANDARD);
  }

  static Cluster of(
      Access access, Map<String, String> environment, ServiceAccount pod, ApiLimits limits) {
    KubeconfigFiles files = KubeconfigFiles.of(access.kubeconfig(), environment);
    if (files.exist()) {
      return of(access, files.read(), environment, limits);
    }
    if (!access.meansKubeconfig() && pod.exists()) {
      String namespace = access.namespace().or(pod::namespace).orElse("default");
      return new Cluster(pod.server(), pod, namespace, limits);
    }
    throw access.meansKubeconfig() ? files.missing() : files.nowhere();
  }

  private static Cluster of(
      Access access, Kubeconfig kubeconfig, Map<String, String> environment, ApiLimits limits) {
    String name = kubeconfig.contextName(access.context());
    ConfigEntry context = kubeconfig.context(name);
    ConfigEntry cluster = kubeconfig.cluster(context);
    ConfigEntry user =
        kubeconfig
            .user(context)
            .orElseGet(
                () -> new ConfigEntry("nobody", MissingNode.getInstance(), context.directory()));
    return new Cluster(
        server(cluster, "context " + name, environment),
        new UserCredentials(user, cluster, environment),
        access.namespace().or(() -> context.text("namespace")).orElse("default"),
        limits);
  }

  private static ApiServer server(
      ConfigEntry cluster, String name, Map<String, String> environment) {
    if (cluster.values().path("insecure-skip-tls-verify").asBoolean()) {
      throw AdminException.configuration(
          cluster.name("insecure-skip-tls-verify")
              + " is not followed, because whoever is in between could take the credentials. Name"
              + " who signs its certificate as certificate-authority instead.");
    }
    URI address = address(cluster);
    return new ApiServer(
        address,
        name,
        cluster.pem("certificate-authority").map(Pem::certificates).orElse(List.of()),
        cluster.text("tls-server-name"),
        ProxyChoice.of(cluster.text("proxy-url"), cluster.name("proxy-url"), address, environment));
  }

  private static URI address(ConfigEntry cluster) {
    String server = cluster.text("server").orElse("");
    try {
      URI address = new URI(server);
      // A password in it would be printed with it.
      if (address.getHost() != null
          && address.getUserInfo() == null
          && Set.of("http", "https").contains(String.valueOf(address.getScheme()))) {
        return address;
      }
    } catch (URISyntaxException e) {
      // The sentence below says as much.
    }
    throw AdminException.configuration(
        cluster.name("server") + " is not an address such as https://10.0.0.1:6443.");
  }

  /** The namespace that is meant where nobody names another. */
  public String namespace() {
    return namespace;
  }

  /** For people: {@code context prod, namespace shop}. */
  @Override
  public String toString() {
    return name + ", namespace " + namespace;
  }

  /** One object, or a list of them. */
  public JsonNode get(String path) {
    return json(new ApiClient.Call("GET", path, Optional.empty(), JSON, true, false));
  }

  /** The same for an object that may not exist. */
  public Optional<JsonNode> find(String path) {
    try {
      return Optional.of(get(path));
    } catch (AdminException e) {
      if (isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Creates an object; a field that the API does not know is an error.
   *
   * @param dryRun whether everything is checked but nothing kept
   */
  public JsonNode create(String path, JsonNode object, boolean dryRun) {
    String query = "fieldValidation=Strict&fieldManager=oneoff" + (dryRun ? "&dryRun=All" : "");
    // Not repeatable: the first one may have been created although no answer came.
    return json(
        new ApiClient.Call(
            "POST", with(path, query), Optional.of(object.toString()), JSON, dryRun, false));
  }

  /** Changes fields of an object. */
  public JsonNode merge(String path, JsonNode patch) {
    return json(
        new ApiClient.Call(
            "PATCH", path, Optional.of(patch.toString()), MERGE_PATCH, false, false));
  }

  /** Deletes an object, and in the background what belongs to it. */
  public void delete(String path) {
    try {
      json(
          new ApiClient.Call(
              "DELETE",
              with(path, "propagationPolicy=Background"),
              Optional.empty(),
              JSON,
              true,
              false));
    } catch (AdminException e) {
      if (!isMissing(e)) {
        throw e;
      }
    }
  }

  /**
   * An answer as it comes, such as a log that is followed. A server may keep still until there are
   * first bytes, so this can take as long; an interrupt ends it.
   */
  public InputStream stream(String path) {
    return client.send(new ApiClient.Call("GET", path, Optional.empty(), JSON, true, true));
  }

  /** Connects to the standard streams of a process in a container. */
  public Attachment attach(String path, Attachment.Receiver receiver) {
    return client.attach(path, receiver);
  }

  private static boolean isMissing(AdminException e) {
    return e.getCause() instanceof ApiFailure failure && failure.status() == ApiFailures.NOT_FOUND;
  }

  private static String with(String path, String query) {
    return path + (path.contains("?") ? "&" : "?") + query;
  }

  private JsonNode json(ApiClient.Call call) {
    try (InputStream answer = client.send(call)) {
      return MAPPER.readTree(answer);
    } catch (IOException e) {
      throw client.failures().notJson(e);
    }
  }
}
