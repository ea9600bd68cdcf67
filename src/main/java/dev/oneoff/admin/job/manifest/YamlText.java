package dev.oneoff.admin.job.manifest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.oneoff.admin.AdminException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Kubernetes' objects as YAML. */
public final class YamlText {

  private static final ObjectMapper JSON = new ObjectMapper();

  private YamlText() {}

  /**
   * All documents of a text that are not empty.
   *
   * @param name of the file, for messages
   * @throws AdminException {@code CONFIGURATION} if it is not YAML
   */
  public static List<JsonNode> read(String name, String text) {
    List<JsonNode> documents = new ArrayList<>();
    try {
      for (Object document : yaml().loadAll(text)) {
        if (document != null) {
          documents.add(JSON.valueToTree(document));
        }
      }
    } catch (YAMLException e) {
      throw AdminException.configuration(name + " is not YAML: " + e.getMessage(), e);
    }
    return documents;
  }

  /** An object as one document. */
  public static String write(JsonNode object) {
    return yaml()
        .dump(JSON.convertValue(object, new TypeReference<LinkedHashMap<String, Object>>() {}));
  }

  private static Yaml yaml() {
    DumperOptions block = new DumperOptions();
    block.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    block.setSplitLines(false);
    block.setIndicatorIndent(2);
    block.setIndentWithIndicator(true);
    LoaderOptions limits = new LoaderOptions();
    return new Yaml(
        new SafeConstructor(limits), new Representer(block), block, limits, new WithoutTimes());
  }

  // A date in an annotation is a text to Kubernetes.
  private static final class WithoutTimes extends Resolver {
    @Override
    public void addImplicitResolver(
        Tag tag, java.util.regex.Pattern pattern, String first, int limit) {
      if (!tag.equals(Tag.TIMESTAMP)) {
        super.addImplicitResolver(tag, pattern, first, limit);
      }
    }
  }
}
