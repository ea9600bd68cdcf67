package dev.oneoff.admin.job;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.parse.Parsed;
import dev.oneoff.admin.job.manifest.JobRole;
import dev.oneoff.admin.job.manifest.YamlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobShowCommandTest {

  private static final Path WORKLOADS =
      Path.of("src/test/resources/dev/oneoff/admin/job/workloads");
  private static final String PLAIN = WORKLOADS + "/01-plain.yaml";

  private TestConsole console = TestConsole.unattended();

  static List<SampleWorkload> workloads() {
    return SampleWorkload.all();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void eachWorkloadGivesAJobThatKubernetesTakes(SampleWorkload workload) throws Exception {
    String file = workload.file().toString();
    JsonNode job = show("--file", file);
    taken(workload, job);
    taken(workload, show("--file", file, "--cron", "0 3 * * *", "--time-zone", "Europe/Vienna"));
    taken(workload, show("--file", file, "--workers", "3", "--memory", "2Gi", "--cpu", "3"));

    JsonNode pod = job.at("/spec/template/spec");
    assertThat(pod.path("containers")).hasSize(1);
    assertThat(pod.at("/containers/0/args")).extracting(JsonNode::asText).containsExactly("about");
    for (String left :
        List.of("ports", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle")) {
      assertThat(pod.at("/containers/0").has(left)).as(left).isFalse();
    }
    assertThat(pod.path("topologySpreadConstraints").isMissingNode()).isTrue();
    pod.path("initContainers")
        .forEach(init -> assertThat(init.path("restartPolicy").asText()).isEqualTo("Always"));
  }

  private static void taken(JsonNode object) {
    taken(workloads().get(0), object);
  }

  private static void taken(SampleWorkload workload, JsonNode object) {
    for (KubernetesSchema schema : workload.schemas()) {
      assertThat(schema.faults(object)).as(schema.version() + ": " + object).isEmpty();
    }
  }

  @Test
  void aHookSaysWhen() throws Exception {
    assertThat(show("--file", PLAIN, "--helm-hook").at("/metadata/annotations").toString())
        .contains("\"helm.sh/hook\":\"pre-install,pre-upgrade\"", "before-hook-creation");
    assertThat(show("--file", PLAIN, "--argo-hook").at("/metadata/annotations").toString())
        .contains("\"argocd.argoproj.io/hook\":\"PreSync\"");
    assertThat(show("--file", PLAIN, "--suspend").at("/spec/suspend").asBoolean()).isTrue();
    assertThat(show("--file", PLAIN, "--name", "nightly").at("/metadata/name").asText())
        .isEqualTo("nightly");
  }

  @Test
  void aServersVolumeIsReplacedAloud() throws Exception {
    show("--file", WORKLOADS + "/24-stateful-set.yaml");
    assertThat(console.talk()).contains("The volume data belongs to each server");
  }

  @Test
  void badInputIsTold() {
    for (String[] words :
        new String[][] {
          {"--file", "nowhere.yaml"},
          {"--file", PLAIN, "--cron", "nightly"},
          {"--file", PLAIN, "--time-zone", "Europe/Vienna"},
          {"--file", PLAIN, "--cron", "0 3 * * *", "--time-zone", "Vienna"},
          {"--file", PLAIN, "--cron", "0 3 * * *", "--helm-hook=post-install"},
          {"--file", PLAIN, "--memory", "much"},
          {"--file", PLAIN, "--from", "service/orders"},
          {"--file", PLAIN, "--from", "deployment/other"},
          {"--file", PLAIN, "--container", "other"},
          {"--file", PLAIN, "--name", "Not_A_Name"},
        }) {
      assertThatThrownBy(() -> show(words)).as(List.of(words).toString()).is(because(Cause.USAGE));
    }
  }

  @Test
  void theRoleIsTakenByEachVersion() {
    taken(JobRole.role(Optional.of("shop")));
    taken(JobRole.binding(Optional.of("shop"), "ServiceAccount", "pipeline"));
    taken(JobRole.binding(Optional.empty(), "Group", "admins"));
  }

  private JsonNode show(String... words) throws Exception {
    console = TestConsole.unattended();
    List<String> all = new ArrayList<>(List.of("job", "show"));
    all.addAll(List.of(words));
    // They start by a script, or by the image's own words.
    if (all.stream().anyMatch(word -> word.matches(".*/(26|32|34)-.*"))) {
      all.addAll(List.of("--entrypoint", "java -jar /app/app.jar"));
    }
    all.addAll(List.of("--", "about"));
    Parsed.command(JobShowCommand.class, all.toArray(String[]::new))
        .run(console.invocation(), TestDatabase.settingsOf(Map.of()));
    return YamlText.read("shown", console.data()).get(0);
  }
}
