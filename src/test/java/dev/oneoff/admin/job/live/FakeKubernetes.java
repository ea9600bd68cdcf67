package dev.oneoff.admin.job.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * As much of Kubernetes' API as {@code job} uses, with a Job controller, and a kubelet that starts
 * each container as a process of this machine.
 */
public final class FakeKubernetes implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAMESPACE = "shop";
  private static final String CORE = "/api/v1/namespaces/" + NAMESPACE + "/";
  private static final String BATCH = "/apis/batch/v1/namespaces/" + NAMESPACE + "/jobs";
  private static final Set<Integer> AGAIN = Set.of(69, 75);

  private record Watcher(String pod, HttpServerResponse response) {}

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final Map<String, ObjectNode> objects = new TreeMap<>();
  private final Map<String, PodProcess> processes = new TreeMap<>();
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
  private final List<String> attached = new CopyOnWriteArrayList<>();
  private Function<JsonNode, List<String>> program = pod -> List.of("true");
  private Predicate<JsonNode> starts = pod -> true;
  private String refusal = "";
  private int version = 1000;
  private int names;

  public FakeKubernetes() throws Exception {
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setWebSocketSubProtocols(List.of("v5.channel.k8s.io", "v4.channel.k8s.io")))
            .requestHandler(this::answer)
            .webSocketHandler(this::attach)
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .get();
  }

  /** What a pod's container runs. */
  public FakeKubernetes running(Function<JsonNode, List<String>> command) {
    program = command;
    return this;
  }

  /** The same, as a script of the shell. */
  public FakeKubernetes running(String script) {
    return running(pod -> List.of("sh", "-c", script));
  }

  /** Pods stay pending, with what this puts into their status. */
  public FakeKubernetes pending(Function<ObjectNode, ObjectNode> status) {
    starts =
        pod -> {
          status.apply(((ObjectNode) pod).putObject("status").put("phase", "Pending"));
          return false;
        };
    return this;
  }

  /** The Job controller makes no pods, for this reason. */
  public FakeKubernetes refusing(String message) {
    refusal = message;
    return this;
  }

  /** Adds an object of the namespace. */
  public FakeKubernetes with(JsonNode object) {
    ObjectNode copy = object.deepCopy();
    String kind = copy.path("kind").asText();
    String group =
        switch (kind) {
          case "Deployment", "StatefulSet", "ReplicaSet" -> "/apis/apps/v1/namespaces/shop/";
          case "CronJob", "Job" -> "/apis/batch/v1/namespaces/shop/";
          default -> CORE;
        };
    put(
        group
            + kind.toLowerCase(java.util.Locale.ROOT)
            + "s/"
            + copy.path("metadata").path("name").asText(),
        copy);
    return this;
  }

  /** A kubeconfig that leads here. */
  public Path kubeconfig(Path directory) throws IOException {
    return Files.writeString(
        directory.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        current-context: test
        contexts:
          - name: test
            context: {cluster: test, user: test, namespace: shop}
        clusters:
          - name: test
            cluster: {server: "http://localhost:%d"}
        users:
          - name: test
            user: {token: abc}
        """
            .formatted(server.actualPort()));
  }

  /** The Jobs that were to be made, as they came. */
  public List<JsonNode> asked() {
    return List.copyOf(asked);
  }

  /** The names of the Jobs that are there. */
  public synchronized List<String> names() {
    return objects.keySet().stream()
        .filter(path -> path.startsWith(BATCH + "/"))
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .toList();
  }

  /** Ends all connections to containers, as a node that restarts its kubelet does. */
  public synchronized void dropConnections() {
    processes.values().forEach(PodProcess::disconnect);
  }

  /** How often somebody has connected to a container. */
  public int connections() {
    return attached.size();
  }

  private synchronized void put(String path, ObjectNode object) {
    ((ObjectNode) object.path("metadata")).put("resourceVersion", "" + version++);
    objects.put(path, object);
    if (path.startsWith(CORE + "pods/")) {
      tell("MODIFIED", object);
    }
  }

  private void tell(String type, ObjectNode pod) {
    String line =
        JSON.createObjectNode().put("type", type).set("object", pod.deepCopy()).toString() + "\n";
    for (Watcher watcher : watchers) {
      if (watcher.pod().equals(pod.path("metadata").path("name").asText())) {
        watcher.response().write(line);
      }
    }
  }

  private void answer(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              try {
                answer(request, body);
              } catch (IOException | RuntimeException e) {
                status(request, 500, "InternalError", String.valueOf(e));
              }
            });
  }

  private synchronized void answer(HttpServerRequest request, Buffer body) throws IOException {
    String path = request.path();
    String pod = path.startsWith(CORE + "pods/") ? path.substring((CORE + "pods/").length()) : "";
    if (request.method() == HttpMethod.POST && path.equals(BATCH)) {
      create(request, (ObjectNode) JSON.readTree(body.getBytes()));
    } else if (request.method() == HttpMethod.DELETE && path.startsWith(BATCH + "/")) {
      delete(request, path);
    } else if (pod.endsWith("/log")) {
      processes.get(pod.replace("/log", "")).log(request);
    } else if ("true".equals(request.getParam("watch"))) {
      watch(request);
    } else if (objects.containsKey(path)) {
      request.response().end(objects.get(path).toString());
    } else if (path.matches("(/[a-z0-9]+){3,4}/shop/[a-z]+")) {
      list(request, path);
    } else {
      status(request, 404, "NotFound", path + " not found");
    }
  }

  private void watch(HttpServerRequest request) {
    HttpServerResponse response = request.response().setChunked(true);
    String selector = request.getParam("fieldSelector");
    String name = selector.substring(selector.indexOf('=') + 1);
    watchers.add(new Watcher(name, response));
    // What has changed in the meantime comes first.
    ObjectNode now = objects.get(CORE + "pods/" + name);
    if (now != null) {
      response.write(
          JSON.createObjectNode().put("type", "MODIFIED").set("object", now).toString() + "\n");
    }
  }

  private void list(HttpServerRequest request, String path) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (var object : objects.entrySet()) {
      if (object.getKey().startsWith(path + "/")
          && selected(object.getValue(), request.getParam("labelSelector"))
          && involved(object.getValue(), request.getParam("fieldSelector"))) {
        items.add(object.getValue());
      }
    }
    request.response().end(JSON.createObjectNode().set("items", items).toString());
  }

  private static boolean selected(JsonNode object, String selector) {
    if (selector == null) {
      return true;
    }
    JsonNode labels = object.path("metadata").path("labels");
    for (String term : selector.split(",")) {
      String[] both = term.split("=", 2);
      if (!labels.has(both[0])
          || (both.length > 1 && !labels.path(both[0]).asText().equals(both[1]))) {
        return false;
      }
    }
    return true;
  }

  private static boolean involved(JsonNode object, String selector) {
    return selector == null
        || object
            .path("involvedObject")
            .path("name")
            .asText()
            .equals(selector.substring(selector.indexOf('=') + 1));
  }

  private void create(HttpServerRequest request, ObjectNode job) {
    asked.add(job.deepCopy());
    if (!"Strict".equals(request.getParam("fieldValidation"))) {
      status(request, 400, "BadRequest", "not validated");
      return;
    }
    ObjectNode metadata = (ObjectNode) job.path("metadata");
    String name = metadata.path("generateName").asText() + "x" + names++;
    metadata.put("name", name).put("creationTimestamp", now());
    job.putObject("status").put("startTime", now());
    if (request.getParam("dryRun") == null) {
      put(BATCH + "/" + name, job);
      if (refusal.isEmpty()) {
        startPod(job, 0);
      } else {
        warn(name);
      }
    }
    request.response().setStatusCode(201).end(job.toString());
  }

  private void warn(String job) {
    ObjectNode event = JSON.createObjectNode().put("kind", "Event");
    event.putObject("metadata").put("name", job + "-event");
    event.putObject("involvedObject").put("name", job);
    event.put("type", "Warning").put("reason", "FailedCreate").put("message", refusal);
    with(event);
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private synchronized void startPod(ObjectNode job, int tries) {
    String jobName = job.path("metadata").path("name").asText();
    ObjectNode pod = job.path("spec").path("template").deepCopy();
    ObjectNode metadata = (ObjectNode) pod.path("metadata");
    String name = jobName + "-" + tries;
    metadata.put("name", name).put("creationTimestamp", now());
    ((ObjectNode) metadata.path("labels")).put("batch.kubernetes.io/job-name", jobName);
    String path = CORE + "pods/" + name;
    if (!starts.test(pod)) {
      put(path, pod);
      return;
    }
    try {
      Map<String, String> environment = new LinkedHashMap<>();
      JsonNode container = pod.path("spec").path("containers").path(0);
      container
          .path("env")
          .forEach(
              variable ->
                  environment.put(variable.path("name").asText(), variable.path("value").asText()));
      PodProcess process =
          new PodProcess(
              vertx, program.apply(pod), environment, code -> ended(jobName, path, tries, code));
      processes.put(name, process);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    state(pod, "running").put("startedAt", now());
    put(path, pod);
  }

  private static ObjectNode state(ObjectNode pod, String kind) {
    ObjectNode status = pod.putObject("status").put("phase", "Running");
    ObjectNode container = status.putArray("containerStatuses").addObject();
    container.put("name", pod.path("spec").path("containers").path(0).path("name").asText());
    return container.putObject("state").putObject(kind);
  }

  private synchronized void ended(String jobName, String path, int tries, int code) {
    ObjectNode pod = objects.get(path);
    ObjectNode job = objects.get(BATCH + "/" + jobName);
    // Of a process that a signal ended, Java tells the same number as Kubernetes.
    state(pod, "terminated")
        .put("exitCode", code)
        .put("reason", code == 137 ? "OOMKilled" : code == 0 ? "Completed" : "Error");
    ((ObjectNode) pod.path("status")).put("phase", code == 0 ? "Succeeded" : "Failed");
    put(path, pod);
    if (job == null) {
      tell("DELETED", pod);
      objects.remove(path);
    } else if (AGAIN.contains(code) && tries < job.path("spec").path("backoffLimit").asInt()) {
      startPod(job, tries + 1);
    } else {
      ((ObjectNode) job.path("status"))
          .putArray("conditions")
          .addObject()
          .put("type", code == 0 ? "Complete" : "Failed")
          .put("status", "True")
          .put("reason", "PodFailurePolicy")
          .put("message", "exit code " + code);
    }
  }

  private void delete(HttpServerRequest request, String path) {
    ObjectNode job = objects.remove(path);
    if (job == null) {
      status(request, 404, "NotFound", "no such job");
      return;
    }
    String name = job.path("metadata").path("name").asText();
    for (Map.Entry<String, PodProcess> process : processes.entrySet()) {
      if (process.getKey().startsWith(name + "-")) {
        process.getValue().terminate();
      }
    }
    request.response().end("{}");
  }

  private void attach(ServerWebSocket socket) {
    String path = socket.path();
    attached.add(path);
    String pod = path.replaceFirst("^.*/pods/", "").replaceFirst("/attach$", "");
    PodProcess process;
    synchronized (this) {
      process = processes.get(pod);
    }
    process.connect(socket);
  }

  private static void status(HttpServerRequest request, int code, String reason, String message) {
    request
        .response()
        .setStatusCode(code)
        .end(
            JsonNodeFactory.instance
                .objectNode()
                .put("kind", "Status")
                .put("code", code)
                .put("reason", reason)
                .put("message", message)
                .toString());
  }

  @Override
  public void close() {
    List<PodProcess> all;
    synchronized (this) {
      all = new ArrayList<>(processes.values());
    }
    all.forEach(PodProcess::kill);
    vertx.close();
  }
}
