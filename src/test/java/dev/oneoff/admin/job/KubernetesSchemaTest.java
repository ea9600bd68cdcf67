package dev.oneoff.admin.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

class KubernetesSchemaTest {

  private static final List<KubernetesSchema> VERSIONS = KubernetesSchema.all();

  @Test
  void ourManifestsAreTakenByEachVersion() throws Exception {
    List<JsonNode> objects = new ArrayList<>();
    for (String directory : List.of("k8s", "k8s/migrate")) {
      objects.addAll(objects(Path.of(directory)));
    }
    assertThat(objects).hasSizeGreaterThan(5);
    for (JsonNode object : objects) {
      for (KubernetesSchema schema : VERSIONS) {
        assertThat(schema.faults(object)).as(schema.version() + ": " + object).isEmpty();
      }
    }
  }

  private static List<JsonNode> objects(Path directory) throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).sorted().toList()) {
        objects.addAll(YamlText.read(file.toString(), Files.readString(file)));
      }
    }
    objects.removeIf(object -> object.path("kind").asText().equals("Kustomization"));
    return objects;
  }

  @ParameterizedTest
  @CsvSource({
    "/spec/template/spec/containers/0, imagee, \"x\", imagee is unknown",
    "/spec/template/spec/containers/0, name, , name is missing",
    "/spec, backoffLimit, \"6\", backoffLimit is not of type Integer",
    "/spec/template/spec, containers, {}, containers is not a list",
    "/metadata, name, \"Orders_Migrate\", metadata.name is not a name",
    "/spec/template/spec, restartPolicy, \"Always\", restartPolicy \"Always\"",
    "/spec/podFailurePolicy/rules/1/onExitCodes, containerName, \"other\", names no container",
    "/spec/template/spec, volumes, [], volumeMounts names no volume"
  })
  void aFaultIsFound(String parent, String field, String value, String fault) throws Exception {
    ObjectNode job =
        (ObjectNode) YamlText.read("job", Files.readString(Path.of("k8s/migrate/job.yaml"))).get(0);
    ObjectNode object = (ObjectNode) job.at(parent);
    if (value == null) {
      object.remove(field);
    } else {
      object.set(field, YamlText.read("value", value).get(0));
    }

    for (KubernetesSchema schema : VERSIONS) {
      assertThat(schema.faults(job)).as(schema.version()).anyMatch(text -> text.contains(fault));
    }
  }
}
