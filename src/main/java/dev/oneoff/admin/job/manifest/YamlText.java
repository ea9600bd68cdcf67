package dev.oneoff.admin.job.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.oneoff.admin.AdminException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Kubernetes' objects as YAML. */
public final class YamlText {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private YamlText() {}

  /**
   * All documents of a text that are not empty.
   *
   * @param name of the file, for messages
   * @throws AdminException {@code CONFIGURATION} if it is not YAML
   */
  public static List<JsonNode> read(String name, String text) {
    List<JsonNode> documents = new ArrayList<>();
    Optional<JsonNode> json = json(text);
    if (json.isPresent()) {
      return List.of(json.get());
    }
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

  // YAML takes nearly all of JSON, but not all.
  private static Optional<JsonNode> json(String text) {
    if (!text.stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
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
        new SafeConstructor(limits), new Texts(block), block, limits, new WordsOfKubernetes());
  }

  // What other readers could take for anything but a text is written in quotes.
  private static final class Texts extends Representer {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]+");

    Texts(DumperOptions options) {
      super(options);
    }

    @Override
    protected Node representScalar(Tag tag, String value, DumperOptions.ScalarStyle style) {
      boolean ambiguous =
          tag.equals(Tag.STR) && !value.contains("\n") && !PLAIN.matcher(value).matches();
      return super.representScalar(
          tag, value, ambiguous ? DumperOptions.ScalarStyle.SINGLE_QUOTED : style);
    }
  }

  // As kubectl reads: a date is a text, and so is 22:30, which was a number to the base of 60.
  private static final class WordsOfKubernetes extends Resolver {

    private static final Pattern INTEGER =
        Pattern.compile("[-+]?(0b[01_]+|0x[0-9a-fA-F_]+|0o?[0-7_]+|0|[1-9][0-9_]*)");
    private static final Pattern DECIMAL =
        Pattern.compile("[-+]?([0-9][0-9_]*[.][0-9_]*|[.][0-9_]+)([eE][-+]?[0-9]{1,3})?");

    @Override
    public void addImplicitResolver(Tag tag, Pattern pattern, String first, int limit) {
      if (tag.equals(Tag.INT)) {
        super.addImplicitResolver(tag, INTEGER, first, limit);
      } else if (tag.equals(Tag.FLOAT)) {
        super.addImplicitResolver(tag, DECIMAL, first, limit);
      } else if (!tag.equals(Tag.TIMESTAMP)) {
        super.addImplicitResolver(tag, pattern, first, limit);
      }
    }
  }
}
