package dev.oneoff.admin.cli.boot;

import dev.oneoff.admin.Mode;
import dev.oneoff.admin.cli.output.Terminals;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.DefaultValuesConfigSource;
import io.smallrye.config.Priorities;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How a command's settings differ from the server's: {@code command.properties} next to this class
 * takes precedence over every other source, and the profile {@code admin} is added to the service's
 * own. In the server, a build or a test it does nothing.
 */
public final class CommandSettings implements SmallRyeConfigBuilderCustomizer {

  private static final String PROFILE = "quarkus.profile";

  /** Of the settings answered here, those below this one are deprecated. */
  private static final String DEPRECATED = ".database.generation";

  @Override
  public void configBuilder(SmallRyeConfigBuilder builder) {
    if (Mode.COMMAND.entered()) {
      builder.withSources(new CommandSource(block()));
      builder.withInterceptorFactories(new AdminProfile(), new Unsaid());
    }
  }

  private static Map<String, String> block() {
    URL file = Objects.requireNonNull(CommandSettings.class.getResource("command.properties"));
    try {
      Map<String, String> block = new HashMap<>(new PropertiesConfigSource(file).getProperties());
      if (!schedulerPresent()) {
        // Quarkus warns about keys that nothing reads.
        block.remove("quarkus.scheduler.enabled");
      }
      if (Terminals.isTerminal(2)) {
        // A person is reading: show only what matters. Otherwise the service's own level applies.
        block.put("quarkus.log.console.level", "WARN");
      }
      return block;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean schedulerPresent() {
    return CommandSettings.class
            .getClassLoader()
            .getResource("io/quarkus/scheduler/Scheduler.class")
        != null;
  }

  /** Closer to the sources than the interceptor that reads the profile. */
  private static final class AdminProfile implements ConfigSourceInterceptorFactory {
    @Override
    public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
      return (next, name) -> {
        ConfigValue value = next.proceed(name);
        return name.equals(PROFILE) && value != null && value.getValue() != null
            ? value.withValue(value.getValue() + ",admin")
            : value;
      };
    }

    @Override
    public OptionalInt getPriority() {
      return OptionalInt.of(Priorities.LIBRARY);
    }
  }

  /**
   * Quarkus warns about each deprecated setting that has a value. Values that only this class
   * supplies count as defaults, which it does not warn about.
   */
  private static final class Unsaid implements ConfigSourceInterceptorFactory {
    @Override
    public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
      return (next, name) -> {
        ConfigValue value = next.proceed(name);
        return value != null && name.contains(DEPRECATED)
            ? value
                .withConfigSourceName(DefaultValuesConfigSource.NAME)
                .withConfigSourceOrdinal(DefaultValuesConfigSource.ORDINAL)
            : value;
      };
    }

    // Further from the sources than the interceptor that ranks profiles by ordinal.
    @Override
    public OptionalInt getPriority() {
      return OptionalInt.of(Priorities.APPLICATION);
    }
  }
}
