package dev.oneoff.admin.database;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Mode;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseUrlSourceTest {

  private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
  private static final String USER = "quarkus.datasource.username";
  private static final String PASSWORD = "quarkus.datasource.password";
  private static final String ADDRESS = "postgres://url:word@url/name";

  private static final ConfigSource FILE =
      file(Map.of(JDBC_URL, "jdbc:postgresql://file/name", USER, "file", PASSWORD, "file's word"));

  @BeforeEach
  void enter() {
    Mode.COMMAND.enter();
  }

  @AfterEach
  void leave() {
    System.clearProperty("oneoff.mode");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void serverAndCommandGetTheAddress(Mode mode) {
    mode.enter();

    assertSays(
        config(variables(Map.of("DATABASE_URL", ADDRESS))),
        "jdbc:postgresql://url/name",
        "url",
        "word");
  }

  @Test
  void aBuildDoesNot() {
    leave();

    SmallRyeConfig config = config(variables(Map.of("DATABASE_URL", ADDRESS)));

    assertThat(raw(config, JDBC_URL)).isNull();
  }

  @Test
  void theVariableOutranksTheServicesFileWithItsLogin() {
    assertSays(
        config(FILE, variables(Map.of("DATABASE_URL", ADDRESS))),
        "jdbc:postgresql://url/name",
        "url",
        "word");
  }

  @Test
  void anAddressWithoutALoginTakesNoneFromTheFile() {
    SmallRyeConfig config = config(FILE, variables(Map.of("DATABASE_URL", "postgres://url/name")));

    assertThat(raw(config, JDBC_URL)).isEqualTo("jdbc:postgresql://url/name");
    assertThat(config.getOptionalValue(USER, String.class)).isEmpty();
    assertThat(config.getOptionalValue(PASSWORD, String.class)).isEmpty();
  }

  @Test
  void amongVariablesQuarkussOwnNameWins() {
    SmallRyeConfig config =
        config(
            variables(
                Map.of(
                    "DATABASE_URL", ADDRESS,
                    "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://own/name",
                    "QUARKUS_DATASOURCE_USERNAME", "own",
                    "QUARKUS_DATASOURCE_PASSWORD", "own word")));

    assertSays(config, "jdbc:postgresql://own/name", "own", "own word");
  }

  @Test
  void aLoginBesideTheVariableDoesNotMixWithTheAddress() {
    SmallRyeConfig config =
        config(
            variables(
                Map.of("DATABASE_URL", ADDRESS, "QUARKUS_DATASOURCE_PASSWORD", "another word")));

    assertSays(config, "jdbc:postgresql://url/name", "url", "word");
  }

  @Test
  void aSystemPropertyOutranksTheVariable() {
    SmallRyeConfig config =
        config(
            variables(Map.of("DATABASE_URL", ADDRESS)),
            new PropertiesConfigSource(
                Map.of(JDBC_URL, "jdbc:postgresql://property/name"), "properties", 400));

    assertThat(raw(config, JDBC_URL)).isEqualTo("jdbc:postgresql://property/name");
  }

  @Test
  void aSystemPropertyOfThePlatformsNameOutranksQuarkussVariable() {
    SmallRyeConfig config =
        config(
            variables(
                Map.of(
                    "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://own/name",
                    "QUARKUS_DATASOURCE_USERNAME", "own")),
            new PropertiesConfigSource(Map.of("database.url", ADDRESS), "properties", 400));

    assertSays(config, "jdbc:postgresql://url/name", "url", "word");
  }

  @Test
  void aBlankVariableIsNone() {
    assertSays(
        config(FILE, variables(Map.of("DATABASE_URL", " "))),
        "jdbc:postgresql://file/name",
        "file",
        "file's word");
  }

  @Test
  void anAddressThatCannotBeUsedIsSaidAtOnce() {
    assertThatThrownBy(() -> config(variables(Map.of("DATABASE_URL", "postgres://u:s3cr3t@"))))
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessageNotContaining("s3cr3t");
  }

  private static void assertSays(SmallRyeConfig config, String url, String user, String password) {
    assertThat(raw(config, JDBC_URL)).isEqualTo(url);
    assertThat(raw(config, USER)).isEqualTo(user);
    assertThat(raw(config, PASSWORD)).isEqualTo(password);
  }

  private static String raw(SmallRyeConfig config, String key) {
    return config.getConfigValue(key).getValue();
  }

  private static ConfigSource variables(Map<String, String> variables) {
    return new EnvConfigSource(variables, 300);
  }

  private static ConfigSource file(Map<String, String> properties) {
    return new PropertiesConfigSource(properties, "application.properties", 250);
  }

  private static SmallRyeConfig config(ConfigSource... sources) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(sources)
        .withSources(new DatabaseUrlSource())
        .build();
  }
}
