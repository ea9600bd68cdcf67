package dev.oneoff.admin.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class ToolkitDefaultsTest {

  private static final String LEVEL = "quarkus.log.category.\"liquibase\".level";

  @Test
  void theyApplyUnlessTheServiceHasDefaultsOfItsOwn() {
    assertThat(value(config(Map.of()), LEVEL)).isEqualTo("WARN");
    assertThat(value(config(Map.of(LEVEL, "DEBUG")), LEVEL)).isEqualTo("DEBUG");
  }

  @Test
  void aCommandsOwnAreUnderItsProfile() {
    SmallRyeConfig command =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withProfile("admin")
            .withCustomizers(new ToolkitDefaults())
            .build();

    assertThat(value(command, LEVEL)).isEqualTo("OFF");
  }

  /** Each would change what the service does, and has done before. */
  @Test
  void theyAreAboutLogsAndTheManifestOnly() {
    assertThat(config(Map.of()).getPropertyNames())
        .filteredOn(name -> name.startsWith("quarkus."))
        .isNotEmpty()
        .allMatch(
            name ->
                name.startsWith("quarkus.log.category.")
                    || name.startsWith("quarkus.package.jar.manifest."));
  }

  @Test
  void theyAreNotTakenForSettingsOfTheService() {
    SmallRyeConfig config = config(Map.of());

    assertThat(Origins.of(source(config), LEVEL, Optional.empty(), value(config, LEVEL)).kind())
        .isEqualTo(Origin.Kind.TOOLKIT);
  }

  private static ConfigSource source(SmallRyeConfig config) {
    return StreamSupport.stream(config.getConfigSources().spliterator(), false)
        .filter(each -> each.getPropertyNames().contains(LEVEL))
        .findFirst()
        .orElseThrow();
  }

  /** With defaults where a library or the service has them: microprofile-config.properties. */
  private static SmallRyeConfig config(Map<String, String> ofTheService) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withCustomizers(new ToolkitDefaults())
        .withSources(new PropertiesConfigSource(ofTheService, "defaults", 100))
        .build();
  }

  private static String value(SmallRyeConfig config, String name) {
    return config.getConfigValue(name).getValue();
  }
}
