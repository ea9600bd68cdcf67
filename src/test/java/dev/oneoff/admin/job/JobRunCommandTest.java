package dev.oneoff.admin.job;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SettingsCommand;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.parse.Parsed;
import dev.oneoff.admin.job.live.FakeKubernetes;
import dev.oneoff.admin.job.manifest.YamlText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRunCommandTest {

  private static final String DIGEST =
      "registry.example/orders@sha256:0000000000000000000000000000000000000000000000000000000000000001";

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: orders
        namespace: shop
        labels: {app.kubernetes.io/name: shop-orders}
      spec:
        selector: {matchLabels: {app: orders}}
        template:
          metadata:
            labels: {app: orders, team: blue, tier: web}
          spec:
            serviceAccountName: orders
            containers:
              - name: app
                image: registry.example/orders:latest
                args: [serve]
                ports: [{containerPort: 8080}]
                envFrom: [{secretRef: {name: orders}}]
      """;

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: orders, namespace: shop}
      spec:
        selector: {tier: web}
        ports: [{port: 80}]
      """;

  @TempDir Path directory;

  private FakeKubernetes kubernetes;
  private TestConsole console = TestConsole.unattended();

  @BeforeEach
  void start() throws Exception {
    kubernetes =
        new FakeKubernetes()
            .with(yaml(DEPLOYMENT))
            .with(yaml(SERVICE))
            .with(replicaSet("a", 1, "registry.example/orders:latest"))
            .with(server("orders-a-1", "a", DIGEST));
  }

  @AfterEach
  void stop() {
    kubernetes.close();
  }

  @Test
  void theOutputIsCompleteAndTheExitCodeIsTheContainers() throws Exception {
    kubernetes.running("read line; echo data; echo talk >&2; exit 5");

    assertThat(run("about")).isEqualTo(ExitCode.NOT_AS_REQUIRED);

    assertThat(console.data()).isEqualTo("data\n");
    assertThat(console.talk()).contains("Job orders-about-x0, from deployment/orders", "talk\n");
  }

  @Test
  void theJobRunsWhatTheServersRun() throws Exception {
    kubernetes.running("read line");

    run("--reason", "asked for", "fix", "normalize-phones");

    JsonNode job = kubernetes.asked().get(0);
    assertThat(KubernetesSchema.all())
        .isNotEmpty()
        .allSatisfy(schema -> assertThat(schema.faults(job)).isEmpty());
    JsonNode pod = job.at("/spec/template");
    assertThat(pod.at("/spec/containers/0/image").asText()).isEqualTo(DIGEST);
    assertThat(pod.at("/spec/containers/0/args"))
        .extracting(JsonNode::asText)
        .containsExactly("fix", "normalize-phones", "--reason", "asked for");
    assertThat(pod.at("/metadata/labels").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("team", "oneoff.dev/job-of");
    assertThat(job.at("/metadata/annotations/oneoff.dev~1reason").asText()).isEqualTo("asked for");
  }

  @Test
  void inTheMiddleOfARolloutItAsksWhichRelease() throws Exception {
    kubernetes
        .running("read line")
        .with(replicaSet("b", 2, "registry.example/orders:2"))
        .with(server("orders-b-1", "b", DIGEST.replace("0001", "0002")));

    assertThatThrownBy(() -> run("about"))
        .is(because(Cause.REFUSED))
        .hasMessageContaining("--release old or --release new");

    run("--release", "old", "about");
    run("--release", "new", "about");
    assertThat(kubernetes.asked())
        .extracting(job -> job.at("/spec/template/spec/containers/0/image").asText())
        .containsExactly(DIGEST, DIGEST.replace("0001", "0002"));
  }

  @Test
  void aLostConnectionLosesNothing() throws Exception {
    Path goOn = directory.resolve("go-on");
    kubernetes.running(
        "read line; echo one; echo ready >&2; while [ ! -e "
            + goOn
            + " ]; do sleep 0.05; done; echo two; exit 4");

    Future<ExitCode> code = started("about");
    awaitTalk("ready");
    kubernetes.dropConnections();
    awaitTalk("The connection was lost, and the command goes on.");
    Files.createFile(goOn);

    assertThat(code.get()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(console.data()).isEqualTo("one\n");
    assertThat(console.talk()).containsOnlyOnce("two").doesNotContain("one");
  }

  @Test
  void askedToStopItAsksTheCommandTo() throws Exception {
    kubernetes.running(
        "read line; trap 'echo stopped >&2; exit 75' TERM; echo ready >&2;"
            + " while :; do sleep 0.05; done");
    Invocation invocation = console.invocation();

    Future<ExitCode> code = started(invocation, "about");
    awaitTalk("ready");
    invocation.interruption().request();

    assertThat(code.get()).isEqualTo(ExitCode.TRY_AGAIN);
    assertThat(console.talk()).contains("Stopping:", "stopped\n");
    assertThat(kubernetes.names()).isEmpty();
  }

  @Test
  void whatCanBeTriedAgainIsFollowedOn() throws Exception {
    Path before = directory.resolve("before");
    kubernetes.running(
        "read line; if [ -e %s ]; then echo done; else touch %s; exit 75; fi"
            .formatted(before, before));

    assertThat(run("about")).isEqualTo(ExitCode.DONE);
    assertThat(console.talk()).contains("Ended with 75. Kubernetes tries again");
    assertThat(console.data()).isEqualTo("done\n");
  }

  @Test
  void tooLittleMemoryIsTold() {
    kubernetes.running("read line; kill -9 $$");

    assertThatThrownBy(() -> run("about"))
        .is(because(Cause.FAILED))
        .hasMessageContaining("out of memory")
        .hasMessageContaining("--memory 1Gi");
  }

  @Test
  void inputIsPassedOnToItsEnd() throws Exception {
    console = TestConsole.attended("a\nb\n");
    kubernetes.running("read line; cat; echo end");

    assertThat(run("-i", "sql")).isEqualTo(ExitCode.DONE);
    assertThat(console.data()).isEqualTo("a\nb\nend\n");
    assertThat(kubernetes.asked().get(0).at("/spec/backoffLimit").asInt()).isZero();
  }

  @Test
  void noRoomIsTold() {
    kubernetes.pending(
        status -> {
          status
              .putArray("conditions")
              .addObject()
              .put("type", "PodScheduled")
              .put("status", "False")
              .put("reason", "Unschedulable")
              .put("message", "0/3 nodes are available: 3 Insufficient memory.");
          return status;
        });

    assertThatThrownBy(() -> run("--start-timeout", "2s", "about"))
        .is(because(Cause.UNAVAILABLE))
        .hasMessageContaining("no node has room for it")
        .hasMessageContaining("3 Insufficient memory");
    assertThat(console.talk()).contains("Not started yet: no node has room for it");
    assertThat(kubernetes.names()).isEmpty();
  }

  @Test
  void aMissingSecretIsTold() {
    kubernetes.pending(waiting("CreateContainerConfigError", "secret \"orders\" not found"));

    assertThatThrownBy(() -> run("--start-timeout", "2s", "about"))
        .is(because(Cause.CONFIGURATION))
        .hasMessageContaining("secret \"orders\" not found");
  }

  @Test
  void anImageThatIsNotThereIsTold() {
    kubernetes.pending(waiting("ImagePullBackOff", "Back-off pulling image"));

    assertThatThrownBy(() -> run("--start-timeout", "2s", "about"))
        .is(because(Cause.CONFIGURATION))
        .hasMessageContaining("its image cannot be pulled, ImagePullBackOff");
  }

  @Test
  void aQuotaIsTold() {
    kubernetes.refusing("pods \"orders-about-x0-1\" is forbidden: exceeded quota: small");

    assertThatThrownBy(() -> run("--start-timeout", "2s", "about"))
        .is(because(Cause.UNAVAILABLE))
        .hasMessageContaining("the namespace's quota is used up");
  }

  @Test
  void podSecurityIsTold() {
    kubernetes.refusing("pods is forbidden: violates PodSecurity \"restricted:latest\"");

    assertThatThrownBy(() -> run("--start-timeout", "2s", "about"))
        .is(because(Cause.CONFIGURATION))
        .hasMessageContaining("pod security");
  }

  @Test
  void aDetachedJobIsFoundAgain() throws Exception {
    kubernetes.running("echo data; echo talk >&2; exit 0");

    assertThat(run("--detach", "--reason", "why", "report", "overdue-orders"))
        .isEqualTo(ExitCode.DONE);
    assertThat(console.data()).isEqualTo("orders-report-overdue-orders-x0\n");

    assertThat(job(JobAttachCommand.class, "attach", "orders-report-overdue-orders-x0"))
        .isEqualTo(ExitCode.DONE);
    assertThat(console.data()).contains("data\n", "talk\n");
    job(JobListCommand.class, "list", "--format", "csv");
    assertThat(console.data())
        .contains("orders-report-overdue-orders-x0,report overdue-orders --reason why,complete,");
    job(JobLogCommand.class, "log", "orders-report-overdue-orders-x0");
    assertThat(console.data()).contains("data\n", "talk\n");
    job(JobStopCommand.class, "stop", "orders-report-overdue-orders-x0");
    assertThat(console.talk()).contains("which had ended");
    assertThatThrownBy(() -> job(JobLogCommand.class, "log", "orders-report-overdue-orders-x0"))
        .is(because(Cause.USAGE));
  }

  @Test
  void aDryRunMakesNothing() throws Exception {
    assertThat(run("--dry-run", "about")).isEqualTo(ExitCode.DONE);

    assertThat(kubernetes.asked()).hasSize(1);
    assertThat(kubernetes.names()).isEmpty();
  }

  @Test
  void aServiceThatIsNotThereIsToldWithThoseThatAre() {
    assertThatThrownBy(() -> run("--from", "deployment/ordres", "about"))
        .is(because(Cause.USAGE))
        .hasMessageContaining("There is no deployment/ordres in context test, namespace shop");
    assertThatThrownBy(() -> run(Map.of("quarkus.application.name", "other"), "about"))
        .is(because(Cause.USAGE))
        .hasMessageContaining("--from deployment/orders");
  }

  private static java.util.function.Function<ObjectNode, ObjectNode> waiting(
      String reason, String message) {
    return status -> {
      status
          .putArray("containerStatuses")
          .addObject()
          .put("name", "app")
          .putObject("state")
          .putObject("waiting")
          .put("reason", reason)
          .put("message", message);
      return status;
    };
  }

  private void awaitTalk(String text) {
    await().atMost(Duration.ofMinutes(1)).until(() -> console.talk().contains(text));
  }

  private Future<ExitCode> started(String... words) {
    return started(console.invocation(), words);
  }

  private Future<ExitCode> started(Invocation invocation, String... words) {
    CompletableFuture<ExitCode> code = new CompletableFuture<>();
    Executors.newSingleThreadExecutor()
        .execute(
            () -> {
              try {
                code.complete(run(invocation, Map.of(), words));
              } catch (Exception | AssertionError e) {
                code.completeExceptionally(e);
              }
            });
    return code;
  }

  private ExitCode run(String... words) throws Exception {
    return run(Map.of(), words);
  }

  private ExitCode run(Map<String, String> settings, String... words) throws Exception {
    return run(console.invocation(), settings, words);
  }

  // Words that begin with two dashes are options; the rest is the command.
  private ExitCode run(Invocation invocation, Map<String, String> settings, String... words)
      throws Exception {
    List<String> all = new ArrayList<>(List.of("job", "run", "--kubeconfig", kubeconfig()));
    int i = 0;
    while (words[i].startsWith("-")) {
      all.add(words[i]);
      if (!List.of("-i", "--detach", "--dry-run").contains(words[i])) {
        all.add(words[++i]);
      }
      i++;
    }
    all.add("--");
    all.addAll(List.of(words).subList(i, words.length));
    return Parsed.command(JobRunCommand.class, all.toArray(String[]::new))
        .run(
            invocation,
            TestDatabase.settingsOf(
                settings.isEmpty() ? Map.of("quarkus.application.name", "shop-orders") : settings));
  }

  private ExitCode job(Class<? extends SettingsCommand> type, String... words) throws Exception {
    console = TestConsole.unattended();
    List<String> all = new ArrayList<>(List.of("job"));
    all.addAll(List.of(words));
    all.addAll(List.of("--kubeconfig", kubeconfig()));
    return Parsed.command(type, all.toArray(String[]::new))
        .run(console.invocation(), TestDatabase.settingsOf(Map.of()));
  }

  private String kubeconfig() throws Exception {
    return kubernetes.kubeconfig(directory).toString();
  }

  private static JsonNode yaml(String text) {
    return YamlText.read("test", text).get(0);
  }

  private static JsonNode replicaSet(String hash, int revision, String image) {
    ObjectNode set = (ObjectNode) yaml(DEPLOYMENT.replace("registry.example/orders:latest", image));
    set.put("kind", "ReplicaSet");
    ObjectNode metadata = (ObjectNode) set.path("metadata");
    metadata.put("name", "orders-" + hash);
    metadata.putObject("labels").put("app", "orders").put("pod-template-hash", hash);
    metadata
        .putObject("annotations")
        .put("deployment.kubernetes.io/revision", String.valueOf(revision));
    return set;
  }

  private static JsonNode server(String name, String hash, String image) {
    return yaml(
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: %s
          labels: {app: orders, pod-template-hash: %s}
        status:
          conditions: [{type: Ready, status: "True"}]
          containerStatuses: [{name: app, imageID: "%s"}]
        """
            .formatted(name, hash, image));
  }
}
