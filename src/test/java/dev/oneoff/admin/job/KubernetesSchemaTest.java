package dev.oneoff.admin.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oneoff.admin.job.manifest.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KubernetesSchemaTest {

  private static final Path DEPLOYMENT = Path.of("k8s/deployment.yaml");
  private static final Path JOB = Path.of("k8s/migrate/job.yaml");

  @Test
  void ourManifestsAreTakenByEachVersion() throws Exception {
    List<JsonNode> objects = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("k8s"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).sorted().toList()) {
        objects.addAll(objects(file));
      }
    }
    // Kustomize's own are not the API's.
    objects.removeIf(object -> object.path("apiVersion").asText().startsWith("kustomize."));
    assertThat(objects).hasSizeGreaterThan(5);
    for (JsonNode object : objects) {
      for (KubernetesSchema schema : KubernetesSchema.all()) {
        assertThat(schema.faults(object)).as(schema.version() + ": " + object).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.oneoff.admin.job.SampleWorkload#all")
  void aSampleIsTakenByTheVersionsItIsFor(SampleWorkload sample) {
    assertThat(sample.schemas()).isNotEmpty();
    assertThat(sample.objects()).isNotEmpty();
    for (KubernetesSchema schema : KubernetesSchema.all()) {
      List<String> faults = new ArrayList<>();
      sample.objects().forEach(object -> faults.addAll(schema.faults(object)));
      if (sample.schemas().contains(schema)) {
        assertThat(faults).as(schema.version()).isEmpty();
      } else {
        assertThat(faults).as(schema.version()).isNotEmpty();
      }
    }
  }

  @Test
  void eachVersionKnowsItsOwnFields() throws Exception {
    assertThat(
            versionsThatTake(
                "/spec/template/spec/containers/0/lifecycle/preStop", "sleep: {seconds: 5}"))
        .containsExactly("1.29", "1.30", "1.31", "1.32");
    assertThat(
            versionsThatTake(
                "/spec/template/spec/securityContext", "appArmorProfile: {type: RuntimeDefault}"))
        .containsExactly("1.30", "1.31", "1.32");
    assertThat(
            versionsThatTake(
                "/spec/template/spec/securityContext", "supplementalGroupsPolicy: Strict"))
        .containsExactly("1.31", "1.32");
    assertThat(versionsThatTake("/spec/template/spec", "resources: {}")).containsExactly("1.32");
  }

  private static List<String> versionsThatTake(String parent, String fields) throws IOException {
    JsonNode deployment = objects(DEPLOYMENT).get(0);
    ((ObjectNode) deployment.at(parent))
        .setAll((ObjectNode) YamlText.read("fields", fields).get(0));
    return KubernetesSchema.all().stream()
        .filter(schema -> schema.faults(deployment).isEmpty())
        .map(KubernetesSchema::version)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/spec/template/spec/containers/0 | imagee | x | Job.spec.template.spec.containers[0].imagee is unknown",
        "/spec/template/spec/containers/0/securityContext/capabilities | drops | [] | capabilities.drops is unknown",
        "/spec/template/spec/containers/0 | name | | Job.spec.template.spec.containers[0].name is missing",
        "/spec/template/spec/containers/0 | name | null | containers[0].name is missing",
        "/spec/podFailurePolicy/rules/1/onExitCodes | operator | | onExitCodes.operator is missing",
        "/spec/template | spec | {} | Job.spec.template.spec.containers is missing",
        "/spec | backoffLimit | '6' | Job.spec.backoffLimit is not of type Integer",
        "/spec | backoffLimit | 3000000000 | Job.spec.backoffLimit is not of type Integer",
        "/spec | backoffLimit | 1.5 | Job.spec.backoffLimit is not of type Integer",
        "/spec | suspend | 1 | Job.spec.suspend is not of type Boolean",
        "/metadata/labels | version | 2 | Job.metadata.labels.version is not of type String",
        "/metadata | creationTimestamp | yesterday | creationTimestamp is not of type OffsetDateTime",
        "/spec/template/spec/containers/0/resources/limits | memory | 256 MB | limits.memory is not of type Quantity",
        "/spec/template/spec | containers | {} | containers is not a list",
        "/spec/template/spec | securityContext | [] | securityContext is not an object",
        "/metadata | labels | [] | labels is not a map",
        "/spec/template/spec/containers/0 | imagePullPolicy | Sometimes | imagePullPolicy cannot be",
        "/spec/podFailurePolicy/rules/0 | action | Skip | action cannot be",
        "`` | apiVersion | batch/v1beta1 | \"batch/v1beta1\" has no kind \"Job\"",
        "`` | kind | Jobb | has no kind \"Jobb\""
      })
  void whatTheSchemaDoesNotAllowIsFound(String parent, String field, String value, String fault)
      throws Exception {
    assertFault(JOB, parent, field, value, fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/metadata | name | Orders_Migrate | metadata.name is not a name",
        "/metadata | name | an-a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z-and-some-more | metadata.name is not a name",
        "/metadata | name | | metadata.name is not a name",
        "/metadata/labels | team | a b | metadata.labels: value of",
        "/spec/template/metadata/labels | -x | y | metadata.labels: key -x",
        "/spec/template/metadata | annotations | {a/b/c: x} | metadata.annotations: key a/b/c",
        "/spec/template/metadata | annotations | {container.apparmor.security.beta.kubernetes.io/other: unconfined} | annotations name no container",
        "/spec | selector | {matchLabels: {a: b}} | spec.selector is the API's own",
        "/spec | backoffLimitPerIndex | 2 | backoffLimitPerIndex without completionMode",
        "/spec | completionMode | Indexed | Indexed without completions",
        "/spec | activeDeadlineSeconds | 0 | activeDeadlineSeconds",
        "/spec/template/spec | restartPolicy | Always | restartPolicy \"Always\"",
        "/spec/template/spec | restartPolicy | OnFailure | podFailurePolicy without restartPolicy Never",
        "/spec/podFailurePolicy/rules/1/onExitCodes | containerName | other | names no container",
        "/spec/podFailurePolicy/rules/1/onExitCodes | values | [75, 69] | exit codes are in order",
        "/spec/podFailurePolicy/rules/1 | onPodConditions | [{type: X, status: 'True'}] | on exit codes, or on conditions",
        "/spec/podFailurePolicy/rules/1 | action | FailIndex | FailIndex without",
        "/spec/template/spec | volumes | [] | volumeMounts names no volume: tmp",
        "/spec/template/spec/volumes/0 | hostPath | {path: /} | several sources",
        "/spec/template/spec/containers/0 | volumeMounts | [{name: tmp, mountPath: /a}, {name: tmp, mountPath: /a}] | volumeMounts: twice",
        "/spec/template/spec/containers/0/volumeMounts/0 | subPath | ../x | subPath leaves the volume",
        "/spec/template/spec/containers/0 | volumeDevices | [{name: tmp, devicePath: /dev/x}] | volumeDevices names no claim",
        "/spec/template/spec/containers/0 | name | App | containers: name App",
        "/spec/template/spec/containers/0 | image | '' | app has no image",
        "/spec/template/spec/containers/0 | restartPolicy | Always | restartPolicy is for init containers",
        "/spec/template/spec/containers/0 | resizePolicy | [{resourceName: cpu, restartPolicy: RestartContainer}] | resizePolicy restarts",
        "/spec/template/spec | initContainers | [{name: app, image: x}] | containers: twice in [app, app]",
        "/spec/template/spec | initContainers | [{name: x, image: x, readinessProbe: {}}] | readinessProbe of an init container",
        "/spec/template/spec/containers/0 | env | [{name: A}, {name: A}] | app.env: twice",
        "/spec/template/spec/containers/0 | env | [{name: A=B}] | env has a wrong name: A=B",
        "/spec/template/spec/containers/0 | env | [{name: A, value: x, valueFrom: {fieldRef: {fieldPath: metadata.name}}}] | not one value",
        "/spec/template/spec/containers/0 | env | [{name: A, valueFrom: {fieldRef: {fieldPath: spec.image}}}] | env has no spec.image",
        "/spec/template/spec/containers/0 | env | [{name: A, valueFrom: {resourceFieldRef: {containerName: b, resource: limits.cpu}}}] | resourceFieldRef names no container: b",
        "/spec/template/spec/containers/0 | envFrom | [{prefix: A_}] | envFrom has not one source",
        "/spec/template/spec/containers/0/resources/requests | memory | 0.5Gi | requests above limits",
        "/spec/template/spec/containers/0/resources | claims | [{name: gpu}] | resources name no claim",
        "/spec/template/spec | dnsPolicy | None | dnsPolicy None without nameservers"
      })
  void whatTheApiRefusesNeverthelessIsFound(String parent, String field, String value, String fault)
      throws Exception {
    assertFault(JOB, parent, field, value, fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/spec/template/spec | restartPolicy | Never | restartPolicy \"Never\"",
        "/spec/template/metadata/labels | app.kubernetes.io/name | other | selector does not find the template",
        "/spec/strategy/rollingUpdate | maxSurge | 1.5 | maxSurge is not of type IntOrString",
        "/spec/template/spec/initContainers/0 | lifecycle | {} | lifecycle of an init container"
      })
  void aDeploymentsFaultIsFound(String parent, String field, String value, String fault)
      throws Exception {
    assertFault(DEPLOYMENT, parent, field, value, fault);
  }

  private static void assertFault(
      Path file, String parent, String field, String value, String fault) throws IOException {
    JsonNode object = objects(file).get(0);
    ObjectNode changed = (ObjectNode) object.at(parent);
    if (value == null) {
      changed.remove(field);
    } else {
      changed.set(field, YamlText.read("value", "value: " + value).get(0).path("value"));
    }
    for (KubernetesSchema schema : KubernetesSchema.all()) {
      assertThat(schema.faults(object)).as(schema.version()).anyMatch(text -> text.contains(fault));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 100m, true",
    "101m, 0.1, false",
    "1024Mi, 1Gi, true",
    "1Gi, 1000M, false",
    "1G, 1000M, true",
    "1e3, 1k, true",
    "1500u, 1m, false",
    "1P, 1Ei, true"
  })
  void aRequestIsComparedWithItsLimitInAnyUnit(String request, String limit, boolean taken)
      throws Exception {
    JsonNode job = objects(JOB).get(0);
    ObjectNode resources = (ObjectNode) job.at("/spec/template/spec/containers/0/resources");
    resources.putObject("requests").put("memory", request);
    resources.putObject("limits").put("memory", limit);

    assertThat(KubernetesSchema.all().get(0).faults(job).isEmpty()).isEqualTo(taken);
  }

  @Test
  void aFaultInAListIsFound() throws Exception {
    ObjectNode list = new ObjectMapper().createObjectNode();
    ArrayNode items = list.put("apiVersion", "v1").put("kind", "List").putArray("items");
    items.addAll(objects(DEPLOYMENT));
    items.addAll(objects(Path.of("k8s/service.yaml")));
    KubernetesSchema schema = KubernetesSchema.all().get(0);
    assertThat(schema.faults(list)).isEmpty();

    ((ObjectNode) items.get(1).path("spec")).put("port", 80);

    assertThat(schema.faults(list)).containsExactly("Service.spec.port is unknown");
  }

  @Test
  void aFieldWhoseValuesAreCheckedExists() {
    KubernetesSchema newest = KubernetesSchema.all().get(KubernetesSchema.all().size() - 1);

    assertThat(ApiValues.fields()).allMatch(newest::knows);
  }

  private static List<JsonNode> objects(Path file) throws IOException {
    return YamlText.read(file.toString(), Files.readString(file));
  }
}
