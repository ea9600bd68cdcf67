package dev.oneoff.admin.cli.boot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * The settings of {@code command.properties}, some of which have names that only the service knows:
 * they are matched by pattern, for every name requested. Matched names are not listed, because
 * Quarkus warns about names that nothing reads.
 */
final class CommandSource implements ConfigSource {

  /** Above system properties (400), environment variables (300) and files (250). */
  private static final int ORDINAL = 1000;

  /**
   * Unusable settings that no command needs, and the values that replace them; in every
   * configuration that is created.
   */
  private static final Map<String, String> INSTEAD = new ConcurrentHashMap<>();

  private final Map<String, String> plain = new TreeMap<>();
  private final Map<SettingPattern, String> patterns = new LinkedHashMap<>();

  CommandSource(Map<String, String> block) {
    block.forEach(
        (name, value) -> {
          if (SettingPattern.is(name)) {
            patterns.put(new SettingPattern(name), value);
          } else {
            plain.put(name, value);
          }
        });
  }

  /** From now on, in this process's configuration and in those that it creates. */
  static void answer(Map<String, String> instead) {
    INSTEAD.putAll(instead);
  }

  @Override
  public @Nullable String getValue(String name) {
    String value = INSTEAD.getOrDefault(name, plain.get(name));
    if (value != null) {
      return value;
    }
    for (Map.Entry<SettingPattern, String> pattern : patterns.entrySet()) {
      if (pattern.getKey().matches(name)) {
        return pattern.getValue();
      }
    }
    return null;
  }

  @Override
  public Set<String> getPropertyNames() {
    return plain.keySet();
  }

  @Override
  public Map<String, String> getProperties() {
    return plain;
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }

  // Named as SmallRye names a source that was loaded from somewhere.
  @Override
  public String getName() {
    return "CommandSource[source=the toolkit's command.properties]";
  }
}
