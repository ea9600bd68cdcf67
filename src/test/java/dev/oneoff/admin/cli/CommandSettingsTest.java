package dev.oneoff.admin.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.Mode;
import io.quarkus.runtime.configuration.QuarkusConfigBuilderCustomizer;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandSettingsTest {

  /** Each line of the block: its value, and what would happen without it. */
  private static final Map<String, Line> BLOCK =
      Map.ofEntries(
          entry(
              "quarkus.http.host-enabled",
              new Line("false", "a command takes the port of the server beside it")),
          entry(
              "quarkus.management.host-enabled",
              new Line("false", "a command takes the management port, and answers for the server")),
          entry(
              "quarkus.scheduler.enabled",
              new Line("false", "scheduled work runs twice while a command runs")),
          entry(
              "quarkus.liquibase.migrate-at-start",
              new Line("false", "any command migrates, without the lock and the environment")),
          entry(
              "quarkus.hibernate-orm.schema-management.strategy",
              new Line("none", "any command may drop and create tables")),
          entry(
              "quarkus.banner.enabled",
              new Line("false", "stdout begins with the banner, before the data")),
          entry(
              "quarkus.log.console.stderr",
              new Line("true", "logs stand between the rows of data")));

  private record Line(String value, String without) {}

  @AfterEach
  void leave() {
    System.clearProperty("oneoff.mode");
  }

  @Test
  void theBlockHasTheseLinesAndNoOther() throws IOException {
    Properties file = new Properties();
    try (InputStream in = CommandSettings.class.getResourceAsStream("command.properties")) {
      file.load(in);
    }

    assertThat(file.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(BLOCK.keySet());
    BLOCK.forEach(
        (key, line) -> assertThat(file).as(line.without()).containsEntry(key, line.value()));
  }

  @Test
  void theBlockOutranksFilesVariablesAndSystemProperties() {
    Mode.COMMAND.enter();
    Map<String, String> others = new HashMap<>();
    BLOCK.keySet().forEach(key -> others.put(key, "other"));

    for (int ordinal : List.of(250, 300, 400, 500)) {
      SmallRyeConfig config = config(new PropertiesConfigSource(others, "other", ordinal));
      BLOCK.forEach(
          (key, line) -> {
            if (!key.startsWith("quarkus.scheduler")) {
              assertThat(raw(config, key)).as(line.without()).isEqualTo(line.value());
            }
          });
    }
  }

  @Test
  void aVariableOfAnyNameDoesNotOutrankIt() {
    Mode.COMMAND.enter();

    SmallRyeConfig config =
        config(new EnvConfigSource(Map.of("QUARKUS_HTTP_HOST_ENABLED", "true"), 300));

    assertThat(raw(config, "quarkus.http.host-enabled")).isEqualTo("false");
  }

  @Test
  void aProfileOfTheServiceDoesNotOutrankIt() {
    Mode.COMMAND.enter();

    SmallRyeConfig config =
        config(
            new PropertiesConfigSource(
                Map.of(
                    "%admin.quarkus.http.host-enabled", "true",
                    "%prod.quarkus.http.host-enabled", "true"),
                "application.properties",
                250));

    assertThat(raw(config, "quarkus.http.host-enabled")).isEqualTo("false");
  }

  @Test
  void theProfileAdminIsAddedToTheServicesOwn() {
    Mode.COMMAND.enter();

    SmallRyeConfig config =
        config(
            new PropertiesConfigSource(
                Map.of(
                    "quarkus.profile", "staging",
                    "a", "always",
                    "%staging.a", "staging",
                    "%admin.a", "admin",
                    "b", "always",
                    "%staging.b", "staging"),
                "application.properties",
                250));

    assertThat(config.getProfiles()).contains("staging", "admin");
    assertThat(raw(config, "a")).isEqualTo("admin");
    assertThat(raw(config, "b")).isEqualTo("staging");
  }

  @Test
  void theProfileAdminIsAddedToTheDefaultToo() {
    Mode.COMMAND.enter();

    SmallRyeConfig config =
        config(
            new PropertiesConfigSource(
                Map.of("a", "always", "%admin.a", "admin"), "application.properties", 250));

    assertThat(raw(config, "a")).isEqualTo("admin");
  }

  @ParameterizedTest
  @EnumSource(names = "SERVER")
  void theServerDoesNotSeeIt(Mode server) {
    server.enter();
    assertInert();
  }

  @Test
  void aBuildAndATestDoNotSeeIt() {
    assertInert();
  }

  private static void assertInert() {
    SmallRyeConfig config =
        config(
            new PropertiesConfigSource(Map.of("%admin.a", "admin"), "application.properties", 250));

    assertThat(config.getProfiles()).doesNotContain("admin");
    assertThat(raw(config, "a")).isNull();
    assertThat(raw(config, "quarkus.http.host-enabled")).isNull();
  }

  private static SmallRyeConfig config(
      org.eclipse.microprofile.config.spi.ConfigSource... sources) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withCustomizers(new QuarkusConfigBuilderCustomizer(), new CommandSettings())
        .withSources(sources)
        .build();
  }

  private static String raw(SmallRyeConfig config, String key) {
    return config.getConfigValue(key).getValue();
  }
}
