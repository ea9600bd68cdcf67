package dev.oneoff.admin.setting;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Objects;

/**
 * The toolkit's defaults, from {@code defaults.properties} next to this class. A library's place
 * for them is {@code META-INF/microprofile-config.properties}, but where a service has a file of
 * that name, Quarkus leaves the libraries' out of an uber-jar.
 */
@StaticInitSafe
public final class ToolkitDefaults implements SmallRyeConfigBuilderCustomizer {

  /** Below the service's own defaults (100). */
  private static final int ORDINAL = 90;

  private static final String NAME = "the toolkit's defaults.properties";

  @Override
  public void configBuilder(SmallRyeConfigBuilder builder) {
    URL file = Objects.requireNonNull(ToolkitDefaults.class.getResource("defaults.properties"));
    try {
      builder.withSources(
          new PropertiesConfigSource(
              new PropertiesConfigSource(file).getProperties(), NAME, ORDINAL));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
