package dev.oneoff.admin.cli.boot;

import dev.oneoff.admin.Mode;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes the build choose the toolkit's {@code Main}, whatever main class the service has or names.
 * What it names goes into the manifest, from where {@link OwnMain} takes it when the service is to
 * serve. Tests of the service's own main class find that one.
 */
public final class EntryPointSource implements ConfigSourceFactory {

  static final String MAIN_CLASS = "quarkus.package.main-class";

  /** The name that {@code Main} bears. */
  static final String NAME = "oneoff";

  /** The manifest's attribute with what the service names. */
  static final String ATTRIBUTE = "Service-Main-Class";

  static final String ATTRIBUTE_SETTING =
      "quarkus.package.jar.manifest.attributes.\"" + ATTRIBUTE + "\"";

  private static final int ABOVE_ALL = 1100;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    if (Mode.anyEntered() || LaunchMode.current() == LaunchMode.TEST) {
      return List.of();
    }
    Map<String, String> chosen = new LinkedHashMap<>();
    chosen.put(MAIN_CLASS, NAME);
    ConfigValue own = context.getValue(MAIN_CLASS);
    if (own != null && own.getValue() != null && !own.getValue().isBlank()) {
      chosen.put(ATTRIBUTE_SETTING, own.getValue());
    }
    return List.of(new PropertiesConfigSource(chosen, "the toolkit's entry point", ABOVE_ALL));
  }
}
