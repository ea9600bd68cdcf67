package dev.oneoff.admin.setting;

import dev.oneoff.admin.Settings;
import io.quarkus.arc.Arc;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The configuration with all that the build knows of it, as the booted service has it: defaults,
 * and what was fixed. Without a boot a process reads the same files and variables, but not those.
 * The build writes them into a class of its own; where there is none, as in a test, the settings
 * are taken as they are. What is booted has it already.
 */
final class WholeConfiguration {

  private static final String GENERATED = "io.quarkus.runtime.generated.RunTimeConfig";

  private WholeConfiguration() {}

  static SmallRyeConfig of(Settings settings) {
    if (Arc.container() != null) {
      // The given ones may be from before the boot.
      return ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    SmallRyeConfigBuilderCustomizer build;
    try {
      build =
          Class.forName(GENERATED, true, loader)
              .asSubclass(SmallRyeConfigBuilderCustomizer.class)
              .getConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      return settings.config().unwrap(SmallRyeConfig.class);
    }
    SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().forClassLoader(loader);
    build.configBuilder(builder);
    return builder.build();
  }
}
