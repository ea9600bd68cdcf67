package dev.oneoff.admin.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The clusters, users and contexts of one or several files, merged as kubectl does: of each name
 * the first one counts.
 */
final class Kubeconfig {

  private static final List<String> KINDS = List.of("cluster", "user", "context");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String files;
  private final Map<String, Map<String, ConfigEntry>> entries = new HashMap<>();
  private Optional<String> current = Optional.empty();

  /**
   * @param files all of them exist
   */
  Kubeconfig(List<Path> files) {
    this.files = files.stream().map(Path::toString).collect(Collectors.joining(", "));
    files.forEach(this::add);
  }

  private void add(Path file) {
    JsonNode root = read(file);
    Path directory = file.toAbsolutePath().resolve("..").normalize();
    for (String kind : KINDS) {
      for (JsonNode entry : root.path(kind + "s")) {
        String name = entry.path("name").asText();
        entries
            .computeIfAbsent(kind, none -> new TreeMap<>())
            .putIfAbsent(
                name, new ConfigEntry(kind + " '" + name + "'", entry.path(kind), directory));
      }
    }
    if (current.isEmpty()) {
      current = Optional.of(root.path("current-context").asText()).filter(name -> !name.isBlank());
    }
  }

  private static JsonNode read(Path file) {
    try {
      Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      JsonNode root = MAPPER.valueToTree(read == null ? Map.of() : read);
      if (!root.isObject()) {
        throw AdminException.configuration("The kubeconfig " + file + " has no clusters in it.");
      }
      return root;
    } catch (IOException e) {
      throw AdminException.configuration("The kubeconfig " + file + " cannot be read.", e);
    } catch (MarkedYAMLException e) {
      // Not its message, which quotes the line: that may be a token.
      throw AdminException.configuration(
          "The kubeconfig "
              + file
              + " is not valid YAML: see line "
              + (e.getProblemMark().getLine() + 1)
              + ".");
    } catch (YAMLException | IllegalArgumentException e) {
      throw AdminException.configuration("The kubeconfig " + file + " is not valid YAML.");
    }
  }

  /** The name of the context that is wanted, or else of the current one. */
  String contextName(Optional<String> wanted) {
    return wanted
        .or(() -> current)
        .orElseThrow(
            () ->
                AdminException.configuration(
                    "The kubeconfig "
                        + files
                        + " has no current context. Name one of its contexts: "
                        + known("context")
                        + "."));
  }

  ConfigEntry context(String name) {
    return entry("context", name, "");
  }

  ConfigEntry cluster(ConfigEntry context) {
    return context
        .text("cluster")
        .map(name -> entry("cluster", name, ", which " + context.what() + " names,"))
        .orElseThrow(() -> AdminException.configuration(context.missing("cluster") + "."));
  }

  /** Nobody, if the context names none: some proxies add who asks. */
  Optional<ConfigEntry> user(ConfigEntry context) {
    return context
        .text("user")
        .map(name -> entry("user", name, ", which " + context.what() + " names,"));
  }

  private ConfigEntry entry(String kind, String name, String why) {
    Map<String, ConfigEntry> all = entries.getOrDefault(kind, Map.of());
    ConfigEntry found = all.get(name);
    if (found != null) {
      return found;
    }
    throw AdminException.configuration(
        "There is no "
            + kind
            + " '"
            + name
            + "'"
            + why
            + " in the kubeconfig "
            + files
            + ". "
            + Suggestion.of(name, all.keySet())
                .map(near -> "Did you mean '" + near + "'?")
                .orElseGet(() -> "It has: " + known(kind) + "."));
  }

  private String known(String kind) {
    Map<String, ConfigEntry> all = entries.getOrDefault(kind, Map.of());
    return all.isEmpty() ? "none" : String.join(", ", all.keySet());
  }
}
