package dev.oneoff.admin.cli.boot;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandSettingsTest {

  /** Each line of the block that has no pattern: its value, and what would happen without it. */
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
  void theCommandsFileHasExactlyTheseLines() throws IOException {
    Properties file = new Properties();
    try (InputStream in = CommandSettings.class.getResourceAsStream("command.properties")) {
      file.load(in);
    }

    assertThat(file.stringPropertyNames().stream().filter(name -> !name.contains("*")))
        .containsExactlyInAnyOrderElementsOf(BLOCK.keySet());
    BLOCK.forEach(
        (key, line) -> assertThat(file).as(line.without()).containsEntry(key, line.value()));
  }

  @Test
  void theCommandsFileOutranksFilesVariablesAndSystemProperties() {
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

  /** With the value that would harm, and the one that a command sees. */
  private static final Map<String, List<String>> HARMFUL =
      Map.ofEntries(
          entry(
              "quarkus.hibernate-orm[.*].schema-management.strategy",
              List.of("drop-and-create", "none")),
          entry(
              "quarkus.hibernate-orm[.*].schema-management.create-schemas",
              List.of("true", "false")),
          entry(
              "quarkus.hibernate-orm[.*].database.generation", List.of("drop-and-create", "none")),
          entry(
              "quarkus.hibernate-orm[.*].database.generation.create-schemas",
              List.of("true", "false")),
          entry(
              "quarkus.hibernate-orm[.*].unsupported-properties.\"hibernate.hbm2ddl.auto\"",
              List.of("create", "none")),
          entry(
              "quarkus.hibernate-orm[.*].unsupported-properties.\"jakarta.persistence.schema-generation.database.action\"",
              List.of("drop-and-create", "none")),
          entry(
              "quarkus.hibernate-orm[.*].unsupported-properties.\"jakarta.persistence.create-database-schemas\"",
              List.of("true", "false")),
          entry("quarkus.hibernate-orm[.*].scripts.generation", List.of("create", "none")),
          entry(
              "quarkus.hibernate-search-orm[.*].schema-management.strategy",
              List.of("drop-and-create", "none")),
          entry("quarkus.liquibase[.*].migrate-at-start", List.of("true", "false")),
          entry("quarkus.liquibase[.*].clean-at-start", List.of("true", "false")),
          entry("quarkus.liquibase-mongodb[.*].migrate-at-start", List.of("true", "false")),
          entry("quarkus.liquibase-mongodb[.*].clean-at-start", List.of("true", "false")),
          entry("quarkus.flyway[.*].migrate-at-start", List.of("true", "false")),
          entry("quarkus.flyway[.*].clean-at-start", List.of("true", "false")),
          entry("quarkus.flyway[.*].clean-on-validation-error", List.of("true", "false")),
          entry("quarkus.flyway[.*].baseline-at-start", List.of("true", "false")),
          entry("quarkus.flyway[.*].baseline-on-migrate", List.of("true", "false")),
          entry("quarkus.flyway[.*].repair-at-start", List.of("true", "false")),
          entry("quarkus.flyway[.*].validate-at-start", List.of("true", "false")),
          entry("mp.messaging.incoming.*.pausable", List.of("false", "true")),
          entry("mp.messaging.incoming.*.pausable.initially-paused", List.of("false", "true")),
          entry("mp.messaging.incoming.*.pausable.late-subscription", List.of("false", "true")));

  @Test
  void theCommandsFileHasExactlyThesePatterns() throws IOException {
    Properties file = new Properties();
    try (InputStream in = CommandSettings.class.getResourceAsStream("command.properties")) {
      file.load(in);
    }

    assertThat(file.stringPropertyNames().stream().filter(name -> name.contains("*")))
        .containsExactlyInAnyOrderElementsOf(HARMFUL.keySet());
  }

  static Stream<Arguments> harmful() {
    return HARMFUL.keySet().stream()
        .flatMap(
            pattern ->
                Stream.of("", ".users", ".\"users\"", ".\"a.b\"", ".\"User Group\"")
                    .filter(name -> !name.isEmpty() || pattern.contains("[.*]"))
                    .map(
                        name ->
                            Arguments.of(
                                pattern.replace("[.*]", name).replace(".*", name),
                                HARMFUL.get(pattern).get(0),
                                HARMFUL.get(pattern).get(1))));
  }

  @ParameterizedTest
  @MethodSource("harmful")
  void everythingThatWritesAtStartUpIsSwitchedOff(String key, String harmful, String answer) {
    Mode.COMMAND.enter();
    for (int ordinal : List.of(250, 300, 400, 500)) {
      SmallRyeConfig config =
          config(
              new PropertiesConfigSource(
                  Map.of(key, harmful, "%admin." + key, harmful), "other", ordinal));
      assertThat(raw(config, key)).isEqualTo(answer);
    }
    Mode.leave();
    SmallRyeConfig server = config(new PropertiesConfigSource(Map.of(key, harmful), "other", 250));
    assertThat(raw(server, key)).isEqualTo(harmful);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quarkus.hibernate-orm.users.other.schema-management.strategy",
        "quarkus.hibernate-orm.schema-management.strategy.more",
        "quarkus.hibernate-ormx.database.generation",
        "quarkus.liquibase.change-log",
        "quarkus.flyway.locations",
        "quarkus.flywayx.clean-at-start",
        "mp.messaging.outgoing.mail.pausable",
        "mp.messaging.incoming.pausable",
        "clean-at-start"
      })
  void nothingElseIsOverridden(String key) {
    Mode.COMMAND.enter();

    assertThat(raw(config(), key)).isNull();
    assertThat(raw(config(new PropertiesConfigSource(Map.of(key, "own"), "other", 250)), key))
        .isEqualTo("own");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quarkus.hibernate-orm.database.generation",
        "quarkus.hibernate-orm.*.database.generation.create-schemas"
      })
  void aDeprecatedSettingThatOnlyTheCommandsFileSetsCountsAsADefault(String key) {
    Mode.COMMAND.enter();

    assertThat(config().getConfigValue(key).isDefault()).isTrue();
  }

  /** Quarkus warns of names that nothing reads. */
  @Test
  void settingsOfAnAbsentExtensionAreNotListed() {
    Mode.COMMAND.enter();

    List<String> names = new ArrayList<>();
    config().getPropertyNames().forEach(names::add);
    assertThat(names)
        .contains("quarkus.http.host-enabled")
        .noneMatch(
            name -> name.contains("flyway") || name.contains("scheduler") || name.contains("*"));
  }

  @Test
  void noEnvironmentVariableOutranksIt() {
    Mode.COMMAND.enter();

    SmallRyeConfig config =
        config(new EnvConfigSource(Map.of("QUARKUS_HTTP_HOST_ENABLED", "true"), 300));

    assertThat(raw(config, "quarkus.http.host-enabled")).isEqualTo("false");
  }

  @Test
  void noProfileOfTheServiceOutranksIt() {
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
  void theAdminProfileIsAddedToTheServicesOwn() {
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
  void theAdminProfileIsAddedToTheDefaultOne() {
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
