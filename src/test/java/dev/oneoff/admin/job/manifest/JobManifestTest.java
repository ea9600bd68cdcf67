package dev.oneoff.admin.job.manifest;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oneoff.admin.AdminException.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobManifestTest {

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: orders}
      spec:
        selector: {matchLabels: {app: orders}}
        template:
          metadata:
            labels: {app: orders, pod-template-hash: abc, tier: web, team: blue}
            annotations: {vault.hashicorp.com/agent-inject: "true"}
          spec:
            hostname: orders
            topologySpreadConstraints:
              - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}
            terminationGracePeriodSeconds: 30
            aFieldOfTomorrow: kept
            initContainers:
              - {name: wait, image: app, args: [migrate, wait]}
              - {name: proxy, image: proxy, restartPolicy: Always,
                 volumeMounts: [{name: sockets, mountPath: /s}]}
            containers:
              - {name: log-shipper, image: shipper, volumeMounts: [{name: logs, mountPath: /l}]}
              - name: app
                image: app:1
                args: [serve]
                ports: [{containerPort: 8080}]
                livenessProbe: {httpGet: {path: /live, port: 8080}}
                lifecycle: {preStop: {exec: {command: [sleep, "10"]}}}
                env: [{name: ONEOFF_ACTOR, value: server}, {name: COLOUR, value: blue}]
                resources: {requests: {memory: 512Mi, cpu: 500m}, limits: {memory: 512Mi, cpu: "1"}}
                volumeMounts: [{name: tmp, mountPath: /tmp}]
            volumes:
              - {name: tmp, emptyDir: {}}
              - {name: logs, emptyDir: {}}
              - {name: sockets, emptyDir: {}}
      """;

  private static ServerWorkload workload(String text) {
    return new ManifestFile("test", text).workload(Optional.empty());
  }

  private static JobRequest request(JobRequest.Streams streams, int workers, String... command) {
    return new JobRequest(
        List.of(command),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofHours(1),
        Optional.of("ada@laptop"),
        Optional.of("why"),
        workers,
        streams);
  }

  private static ObjectNode job(String deployment, String... command) {
    return new JobManifest(
            workload(deployment), request(JobRequest.Streams.LOG, 1, command), List.of())
        .named(Optional.empty());
  }

  @Test
  void whatServesIsLeftOutAndTheRestIsKept() {
    ObjectNode job = job(DEPLOYMENT, "fix", "prices");

    JsonNode pod = job.at("/spec/template/spec");
    assertThat(names(pod.path("containers"))).containsExactly("app");
    assertThat(names(pod.path("initContainers"))).containsExactly("proxy");
    assertThat(names(pod.path("volumes"))).containsExactly("tmp", "sockets");
    assertThat(pod.has("hostname")).isFalse();
    assertThat(pod.has("topologySpreadConstraints")).isFalse();
    assertThat(pod.path("aFieldOfTomorrow").asText()).isEqualTo("kept");
    assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isEqualTo(300);
    JsonNode container = pod.path("containers").path(0);
    assertThat(container.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("name", "image", "args", "env", "resources", "volumeMounts");
    assertThat(container.path("env").toString())
        .isEqualTo(
            "[{\"name\":\"COLOUR\",\"value\":\"blue\"},"
                + "{\"name\":\"ONEOFF_ACTOR\",\"value\":\"ada@laptop\"}]");
    assertThat(job.at("/spec/template/metadata/labels").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("tier", "team", JobManifest.LABEL);
    assertThat(
            job.at("/spec/template/metadata/annotations").has("vault.hashicorp.com/agent-inject"))
        .isTrue();
  }

  @Test
  void noServiceFindsTheJobsPod() {
    List<JsonNode> services =
        YamlText.read(
            "test", "{spec: {selector: {tier: web}}}\n---\n{spec: {selector: {team: red}}}");

    ObjectNode job =
        new JobManifest(workload(DEPLOYMENT), request(JobRequest.Streams.LOG, 1, "about"), services)
            .generated();

    assertThat(job.at("/spec/template/metadata/labels").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("team", JobManifest.LABEL);
  }

  @Test
  void aCommandFollowsWhateverStartsTheService() {
    String program = "args: [serve]";
    assertThat(words(DEPLOYMENT)).isEqualTo("null [\"about\"]");
    assertThat(words(DEPLOYMENT.replace(program, "command: [java, -jar, /app.jar]")))
        .isEqualTo("[\"java\",\"-jar\",\"/app.jar\"] [\"about\"]");
    assertThat(
            words(
                DEPLOYMENT.replace(
                    program, "command: [java]\n          args: [-Xmx1g, -jar, /a.jar, serve]")))
        .isEqualTo("[\"java\",\"-Xmx1g\",\"-jar\",\"/a.jar\"] [\"about\"]");
    assertThat(words(DEPLOYMENT.replace(program, "command: [/app/run, serve]")))
        .isEqualTo("[\"/app/run\"] [\"about\"]");
    assertThatThrownBy(
            () -> job(DEPLOYMENT.replace(program, "command: [sh, -c, 'java -jar a.jar']"), "about"))
        .is(because(Cause.USAGE))
        .hasMessageContaining("--entrypoint");
  }

  private static String words(String deployment) {
    JsonNode container = job(deployment, "about").at("/spec/template/spec/containers/0");
    return container.get("command") + " " + container.path("args");
  }

  @Test
  void aWordOfTheCommandIsNotReplacedByKubernetes() {
    assertThat(
            job(DEPLOYMENT, "sql", "-c", "select '$(COLOUR)'").at("/spec/template/spec").toString())
        .contains("select '$$(COLOUR)'");
  }

  @Test
  void severalContainersAreAskedAbout() {
    String two = DEPLOYMENT.replace("- name: app", "- name: main");
    assertThatThrownBy(() -> job(two, "about"))
        .is(because(Cause.USAGE))
        .hasMessageContaining("--container with one of log-shipper, main");
    assertThat(
            job(
                    two.replace(
                        "annotations: {",
                        "annotations: {kubectl.kubernetes.io/default-container: main, "),
                    "about")
                .at("/spec/template/spec/containers/0/name")
                .asText())
        .isEqualTo("main");
  }

  @Test
  void onlyWhatHelpsIsTriedAgain() {
    JsonNode rules = job(DEPLOYMENT, "migrate").at("/spec/podFailurePolicy/rules");
    assertThat(rules.path(0).toString()).contains("DisruptionTarget", "\"status\":\"True\"");
    assertThat(rules.path(1).at("/onExitCodes").toString())
        .contains("\"operator\":\"NotIn\"", "[69,75]");
    ObjectNode console =
        new JobManifest(
                workload(DEPLOYMENT), request(JobRequest.Streams.TERMINAL, 1, "shell"), List.of())
            .generated();
    assertThat(console.at("/spec/backoffLimit").asInt(-1)).isZero();
    assertThat(console.at("/spec/template/spec/containers/0/tty").asBoolean()).isTrue();
  }

  @Test
  void workersShareARunAndOneThatFailsDoesNotEndTheOthers() {
    ObjectNode job =
        new JobManifest(
                workload(DEPLOYMENT),
                request(JobRequest.Streams.LOG, 4, "fix", "prices", "--join"),
                List.of())
            .named(Optional.empty());
    assertThat(job.at("/spec/completionMode").asText()).isEqualTo("Indexed");
    assertThat(job.at("/spec/completions").asInt()).isEqualTo(4);
    assertThat(job.at("/spec/backoffLimitPerIndex").asInt()).isEqualTo(6);
    assertThat(job.at("/spec/podFailurePolicy/rules/1/action").asText()).isEqualTo("FailIndex");
  }

  @Test
  void namesFitKubernetes() {
    assertThat(JobNames.of("Orders.v2_x", List.of("fix", "prices", "--since", "x")))
        .isEqualTo("orders-v2-x-fix-prices");
    assertThat(JobNames.of("a".repeat(63), List.of("fix"))).hasSize(46);
    assertThat(JobNames.of("-", List.of("--help"))).isEqualTo("job");
  }

  @Test
  void aFileMayHoldSeveralObjects() {
    String other = DEPLOYMENT.replace("{name: orders}", "{name: stock}");
    ManifestFile file = new ManifestFile("all.yaml", DEPLOYMENT + "---\n" + other);
    assertThatThrownBy(() -> file.workload(Optional.empty()))
        .is(because(Cause.USAGE))
        .hasMessageContaining("--from deployment/orders, --from deployment/stock");
    assertThat(file.workload(Optional.of(WorkloadName.of("deploy/stock"))).name())
        .isEqualTo("stock");
    assertThatThrownBy(() -> new ManifestFile("bad.yaml", "a: [").workload(Optional.empty()))
        .is(because(Cause.CONFIGURATION))
        .hasMessageContaining("bad.yaml is not YAML");
  }

  private static List<String> names(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.forEach(one -> names.add(one.path("name").asText()));
    return names;
  }
}
