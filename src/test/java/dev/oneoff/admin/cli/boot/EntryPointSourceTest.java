package dev.oneoff.admin.cli.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.Mode;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a build, unless a test says otherwise. */
class EntryPointSourceTest {

  private final LaunchMode before = LaunchMode.current();

  @BeforeEach
  void build() {
    LaunchMode.set(LaunchMode.NORMAL);
  }

  @AfterEach
  void leave() {
    Mode.leave();
    LaunchMode.set(before);
  }

  @Test
  void aBuildStartsTheToolkitsMain() {
    SmallRyeConfig config = config(Map.of());

    assertThat(value(config, EntryPointSource.MAIN_CLASS)).isEqualTo("oneoff");
    assertThat(value(config, EntryPointSource.ATTRIBUTE_SETTING)).isNull();
  }

  /** Files, variables and the command line of the build. */
  @ParameterizedTest
  @ValueSource(ints = {250, 300, 400})
  void whatTheServiceNamesGoesIntoTheManifest(int ordinal) {
    SmallRyeConfig config = config(Map.of("quarkus.package.main-class", "org.acme.Start"), ordinal);

    assertThat(value(config, "quarkus.package.main-class")).isEqualTo("oneoff");
    assertThat(
            config.getValues("quarkus.package.jar.manifest.attributes", String.class, String.class))
        .containsEntry("Service-Main-Class", "org.acme.Start");
  }

  @Test
  void testsOfTheServicesMainClassFindThatOne() {
    LaunchMode.set(LaunchMode.TEST);

    assertThat(value(config(Map.of()), "quarkus.package.main-class")).isNull();
  }

  @Test
  void aRunningProcessSeesWhatTheServiceNames() {
    for (Mode mode : Mode.values()) {
      mode.enter();

      assertThat(value(config(Map.of()), "quarkus.package.main-class")).isNull();
      assertThat(
              value(
                  config(Map.of("quarkus.package.main-class", "org.acme.Start")),
                  "quarkus.package.main-class"))
          .isEqualTo("org.acme.Start");
    }
  }

  private static SmallRyeConfig config(Map<String, String> given) {
    return config(given, 250);
  }

  private static SmallRyeConfig config(Map<String, String> given, int ordinal) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(new PropertiesConfigSource(given, "the service's", ordinal))
        .withSources(new EntryPointSource())
        .build();
  }

  private static String value(SmallRyeConfig config, String name) {
    return config.getConfigValue(name).getValue();
  }
}
