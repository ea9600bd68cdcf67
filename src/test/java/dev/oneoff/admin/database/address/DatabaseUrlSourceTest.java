package dev.oneoff.admin.database.address;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Mode;
import dev.oneoff.admin.Settings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlSourceTest {

  private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
  private static final String USER = "quarkus.datasource.username";
  private static final String PASSWORD = "quarkus.datasource.password";
  private static final String ADDRESS = "postgres://url:word@url/name";

  private static final ConfigSource FILE =
      file(Map.of(JDBC_URL, "jdbc:postgresql://file/name", USER, "file", PASSWORD, "file's word"));

  @TempDir Path directory;

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
  void theServerAndTheCommandsGetTheAddress(Mode mode) {
    mode.enter();

    assertSays(
        config(variables(Map.of("DATABASE_URL", ADDRESS))),
        "jdbc:postgresql://url/name",
        "url",
        "word");
  }

  @Test
  void aBuildDoesNotGetIt() {
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
  void anAddressWithoutALoginDoesNotTakeOneFromTheFile() {
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
  void aBlankVariableCountsAsMissing() {
    assertSays(
        config(FILE, variables(Map.of("DATABASE_URL", " "))),
        "jdbc:postgresql://file/name",
        "file",
        "file's word");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a$$b",
        "a${x}b",
        "\\$",
        "a\\\\$$b\\",
        "}",
        "${:\\}",
        "$",
        "a::b${c::d}",
        " $ ",
        "#?&/@:%+,é\"'",
      })
  void anyPasswordUserAndNameComesThrough(String text) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    SmallRyeConfig config =
        config(
            variables(Map.of("DATABASE_URL", "postgres://%s:%1$s@host/%1$s".formatted(encoded))));

    assertThat(config.getValue(PASSWORD, String.class)).isEqualTo(text);
    assertThat(config.getValue(USER, String.class)).isEqualTo(text);
    DatabaseLocation location = new DatabaseLocator(new Settings(config), announced -> {}).locate();
    assertThat(location.name()).isEqualTo(text);
    assertThat(location.password()).contains(text);
  }

  @Test
  void settingsThatReferToTheLoginGetTheSameOne() {
    SmallRyeConfig config =
        config(
            file(Map.of("other.password", "${quarkus.datasource.password}")),
            variables(Map.of("DATABASE_URL", "postgres://u:%24%24%7Bx%7D%5C%24@host/name")));

    assertThat(config.getValue("other.password", String.class)).isEqualTo("$${x}\\$");
  }

  @Test
  void aVariableIsLiteralAndAFilesSettingMayReferToOthers() {
    String address = "postgres://u:${secret}@host/name";
    assertThat(
            config(variables(Map.of("DATABASE_URL", address, "SECRET", "word")))
                .getValue(PASSWORD, String.class))
        .isEqualTo("${secret}");
    assertThat(
            config(file(Map.of("database.url", address)), variables(Map.of("SECRET", "word")))
                .getValue(PASSWORD, String.class))
        .isEqualTo("word");
  }

  @Test
  void theAddressMayBeInAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("url"), "postgres://url:w$$rd@url/name\n");
    SmallRyeConfig config = config(FILE, variables(Map.of("DATABASE_URL_FILE", file.toString())));

    assertSays(config, "jdbc:postgresql://url/name", "url", "w$$rd");
    assertThat(config.getConfigValue(PASSWORD).getConfigSourceName()).contains("DATABASE_URL_FILE");
  }

  @Test
  void theOtherAddressesMayBeInFilesToo() throws Exception {
    Path file = Files.writeString(directory.resolve("url"), ADDRESS + "\r\n");
    DatabaseLocator locator =
        new DatabaseLocator(
            new Settings(
                config(
                    variables(
                        Map.of(
                            "DATABASE_DIRECT_URL_FILE", file.toString(),
                            "DATABASE_READONLY_URL_FILE", file.toString())))),
            announced -> {});

    assertThat(locator.direct().orElseThrow().password()).contains("word");
    assertThat(locator.readOnly().orElseThrow().password()).contains("word");
  }

  @Test
  void aFileWithoutAnAddressIsAConfigurationError() throws Exception {
    Path empty = Files.writeString(directory.resolve("empty"), " \n");
    Path bytes = Files.write(directory.resolve("bytes"), new byte[] {(byte) 0xff});
    Path wrong = Files.writeString(directory.resolve("wrong"), "s3cr3t");
    assertFileFails(directory.resolve("none").toString(), "there is no file " + directory);
    assertFileFails(directory.toString(), "is not a file");
    assertFileFails(empty.toString(), "is empty");
    assertFileFails(bytes.toString(), "is not text in UTF-8");
    assertFileFails(wrong.toString(), "starts with neither");
    assertFileFails("postgres://u:s3cr3t@h/n", "the name of a file");
  }

  private void assertFileFails(String file, String why) {
    assertThatThrownBy(() -> config(variables(Map.of("DATABASE_URL_FILE", file))))
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessageStartingWith("DATABASE_URL_FILE cannot be used: ")
        .hasMessageContaining(why)
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void anAddressAndAnAddressFileExcludeEachOther() {
    assertThatThrownBy(
            () ->
                config(variables(Map.of("DATABASE_URL", ADDRESS, "DATABASE_URL_FILE", "/secret"))))
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessage("DATABASE_URL and DATABASE_URL_FILE are both set. Set one of them.");
  }

  @Test
  void quarkussOwnAddressIsCheckedToo() {
    Settings settings =
        new Settings(
            config(
                variables(
                    Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://h/n?ssl_mode=require"))));

    assertThatThrownBy(() -> new DatabaseLocator(settings, announced -> {}).locate())
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessageContainingAll("QUARKUS_DATASOURCE_JDBC_URL", "Did you mean 'sslmode'?");
  }

  @Test
  void thePoolsDriverPropertiesAreCheckedToo() {
    String prefix = "quarkus.datasource.jdbc.additional-jdbc-properties.";
    assertThatThrownBy(
            () -> located(file(Map.of(JDBC_URL, "jdbc:postgresql://h/n", prefix + "sslMode", "x"))))
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessageContainingAll(prefix + "sslMode", "Did you mean 'sslmode'?");
  }

  @Test
  void plainConnectionsHaveThePoolsEncryptionAndTheirOwnTimeouts() {
    String prefix = "quarkus.datasource.jdbc.additional-jdbc-properties.";
    Map<String, String> pool =
        Map.of(prefix + "sslmode", "verify-full", prefix + "socketTimeout", "5");

    assertThat(located(file(pool), variables(Map.of("DATABASE_URL", ADDRESS))).jdbcUrl())
        .isEqualTo("jdbc:postgresql://url/name?sslmode=verify-full");
    String own = ADDRESS + "?sslmode=require&connect_timeout=1";
    assertThat(located(file(pool), variables(Map.of("DATABASE_URL", own))).jdbcUrl())
        .isEqualTo("jdbc:postgresql://url/name?sslmode=require&connectTimeout=1");
  }

  private static DatabaseLocation located(ConfigSource... sources) {
    return new DatabaseLocator(new Settings(config(sources)), announced -> {}).locate();
  }

  @Test
  void theAddressOfAReactiveClientIsUsedIfThereIsNoOther() {
    String reactive = "quarkus.datasource.reactive.url";
    Map<String, String> settings =
        Map.of(
            reactive,
            "vertx-reactive:postgresql://h:5433/n,vertx-reactive:postgresql://other/n",
            "quarkus.datasource.username",
            "ann");

    DatabaseLocation location = located(file(settings));
    assertThat(location.jdbcUrl()).isEqualTo("jdbc:postgresql://h:5433/n");
    assertThat(location.user()).contains("ann");
    assertThat(located(file(settings), variables(Map.of("DATABASE_URL", ADDRESS))).jdbcUrl())
        .isEqualTo("jdbc:postgresql://url/name");
    DatabaseLocation login = located(file(Map.of(reactive, "postgresql://bob:pa%24s@h/n")));
    assertThat(login.user()).contains("bob");
    assertThat(login.password()).contains("pa$s");
  }

  @Test
  void theAddressIsThatOfTheDatasourceThatCommandsWorkOn() {
    Map<String, String> settings =
        Map.of(
            "oneoff.datasource", "orders",
            "quarkus.datasource.orders.db-kind", "postgresql");

    DatabaseLocation location = located(file(settings), variables(Map.of("DATABASE_URL", ADDRESS)));
    assertThat(location.jdbcUrl()).isEqualTo("jdbc:postgresql://url/name");
  }

  @Test
  void aDatasourceThatIsMisspeltIsNotMadeUp() {
    Map<String, String> settings =
        Map.of(
            "oneoff.datasource", "ordres",
            "quarkus.datasource.orders.db-kind", "postgresql");

    assertThatThrownBy(() -> located(file(settings), variables(Map.of("DATABASE_URL", ADDRESS))))
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessageContainingAll("'ordres'", "oneoff.datasource", "Did you mean orders?");
  }

  @Test
  void anUnusableAddressIsReportedAtOnce() {
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
