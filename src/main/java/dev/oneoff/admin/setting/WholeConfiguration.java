package dev.oneoff.admin.setting;

import dev.oneoff.admin.Settings;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.configuration.QuarkusConfigFactory;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The configuration with everything that the build knows about it, as the booted service has it:
 * defaults, and values fixed at build time. Without a boot, a process reads the same files and
 * variables, but not those. The build generates a class with them; if there is none, as in a test,
 * the settings are taken as they are. A booted process has all of it already.
 */
public final class WholeConfiguration {

  private static final String GENERATED = "io.quarkus.runtime.generated.RunTimeConfig";

  /** Above any source of an unusable value. */
  private static final int ABOVE_ALL = 2000;

  private WholeConfiguration() {}

  /**
   * Makes it this process's configuration until the boot. In dev mode only what the build generates
   * knows the addresses of what Quarkus has started, such as a database (Dev Services).
   */
  public static void adopt() {
    try {
      builder().map(SmallRyeConfigBuilder::build).ifPresent(QuarkusConfigFactory::setConfig);
    } catch (ConfigValidationException e) {
      // Whoever needs the value reports it.
    }
  }

  static SmallRyeConfig of(Settings settings) {
    try {
      return read(settings);
    } catch (ConfigValidationException e) {
      // Settings are shown and compared even if a value is unusable.
      return builder()
          .orElseThrow()
          .withSources(
              new PropertiesConfigSource(
                  instead(UnfitSettings.of(e, settings), settings),
                  "the toolkit, for a value that cannot be used",
                  ABOVE_ALL))
          .build();
    }
  }

  /**
   * @throws ConfigValidationException if a value cannot be used
   */
  static SmallRyeConfig read(Settings settings) {
    if (Arc.container() != null) {
      // The given ones may be from before the boot.
      return ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
    }
    return builder()
        .map(SmallRyeConfigBuilder::build)
        .orElseGet(() -> settings.config().unwrap(SmallRyeConfig.class));
  }

  /** What would apply without the unusable values: the service's own, or the default. */
  public static Map<String, String> instead(List<UnfitSettings.Unfit> unfit, Settings settings) {
    Map<String, String> defaults = defaults();
    Map<String, String> instead = new HashMap<>();
    for (UnfitSettings.Unfit each : unfit) {
      String name = each.name();
      instead.put(name, ofTheService(name, settings).orElse(defaults.getOrDefault(name, "")));
    }
    return instead;
  }

  private static Optional<String> ofTheService(String name, Settings settings) {
    String given = settings.config().getConfigValue(name).getValue();
    for (ConfigSource source : settings.config().getConfigSources()) {
      String value = source.getValue(name);
      if (value != null && !value.equals(given) && source.getName().contains("jar:")) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  // They are known once everything has been mapped, whether that succeeds or not.
  private static Map<String, String> defaults() {
    Optional<SmallRyeConfigBuilder> builder = builder();
    if (builder.isEmpty()) {
      return Map.of();
    }
    try {
      builder.get().build();
    } catch (ConfigValidationException e) {
      // That is what the caller wants to know.
    }
    return builder.get().getDefaultValues();
  }

  private static Optional<SmallRyeConfigBuilder> builder() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    SmallRyeConfigBuilderCustomizer build;
    try {
      build =
          Class.forName(GENERATED, true, loader)
              .asSubclass(SmallRyeConfigBuilderCustomizer.class)
              .getConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
    SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().forClassLoader(loader);
    build.configBuilder(builder);
    return Optional.of(builder);
  }
}
