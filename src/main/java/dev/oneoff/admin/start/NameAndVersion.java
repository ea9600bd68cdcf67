package dev.oneoff.admin.start;

import dev.oneoff.admin.Mode;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.jar.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * The settings {@code quarkus.application.name} and {@code version} of a service whose files do not
 * set them: Quarkus takes them from Maven or Gradle then, and only a boot knows them; but the build
 * also wrote them to the manifest. Without this, all such services would share one local database.
 */
public final class NameAndVersion implements SmallRyeConfigBuilderCustomizer {

  @Override
  public void configBuilder(SmallRyeConfigBuilder builder) {
    if (Mode.anyEntered()) {
      ServiceJars.running().ifPresent(jars -> describe(jars.manifest(), builder));
    }
  }

  static void describe(Attributes manifest, SmallRyeConfigBuilder builder) {
    add("name", manifest.getValue(Attributes.Name.IMPLEMENTATION_TITLE), builder);
    add("version", manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION), builder);
  }

  private static void add(String key, @Nullable String value, SmallRyeConfigBuilder builder) {
    if (value != null) {
      builder.withDefaultValue("quarkus.application." + key, value);
    }
  }
}
