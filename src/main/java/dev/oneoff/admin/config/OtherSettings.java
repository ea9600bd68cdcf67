package dev.oneoff.admin.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.setting.PlainSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Settings in a file: properties, or the output of {@code config show --format json} from
 * elsewhere.
 */
final class OtherSettings {

  private final PlainSettings plain;

  OtherSettings(PlainSettings plain) {
    this.plain = plain;
  }

  /**
   * By name.
   *
   * @throws AdminException {@code USAGE} for a file that cannot be read or is neither
   */
  Map<String, OtherValue> read(Path file) {
    try (Reader text = Files.newBufferedReader(file)) {
      return file.toString().endsWith(".json") ? json(text) : properties(text);
    } catch (IOException | IllegalArgumentException e) {
      throw AdminException.usage(
          file
              + " cannot be read as settings: it holds properties, or ends with .json and holds what"
              + " 'config show --format json' printed. "
              + e.getMessage());
    }
  }

  private Map<String, OtherValue> properties(Reader text) throws IOException {
    Properties properties = new Properties();
    properties.load(text);
    Map<String, OtherValue> values = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      // Those of a profile either belong to a different process, or to this one, which then has
      // them anyway.
      if (!name.startsWith("%")) {
        String value = properties.getProperty(name);
        values.put(
            name,
            new OtherValue(
                Optional.of(value), Optional.empty(), plain.secret(name) ? Sensitive.MASK : value));
      }
    }
    return values;
  }

  private static Map<String, OtherValue> json(Reader text) throws IOException {
    Map<String, OtherValue> values = new TreeMap<>();
    JsonNode rows = new ObjectMapper().readTree(text);
    if (!rows.isArray()) {
      throw new IllegalArgumentException("It is not a list.");
    }
    for (JsonNode setting : rows) {
      String value = required(setting, "value");
      values.put(
          required(setting, "setting"),
          new OtherValue(
              Optional.of(value).filter(shown -> !shown.contains(Sensitive.MASK)),
              text(setting, "fingerprint"),
              value));
    }
    return values;
  }

  private static String required(JsonNode setting, String name) {
    return text(setting, name)
        .orElseThrow(() -> new IllegalArgumentException("A row has no " + name + "."));
  }

  private static Optional<String> text(JsonNode setting, String name) {
    return Optional.ofNullable(setting.path(name).textValue());
  }
}
