package dev.oneoff.admin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.setting.EffectiveSettings;
import dev.oneoff.admin.setting.Fingerprints;
import dev.oneoff.admin.setting.PlainSettings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

  private static final String KEY = "ONEOFF_FINGERPRINT_KEY";

  @TempDir Path directory;

  @Test
  void aDifferenceNamesBothValuesAndTheirSources() {
    Settings here = settings(Map.of("QUARKUS_LOG_LEVEL", "DEBUG"));
    Settings there =
        settings(Map.of("QUARKUS_LOG_LEVEL", "INFO", "QUARKUS_HTTP_IDLE_TIMEOUT", "3m"));

    assertThat(differences(here, there))
        .containsExactly(
            new Difference("quarkus.http.idle-timeout", null, null, "another value"),
            new Difference(
                "quarkus.log.level", "DEBUG", "variable QUARKUS_LOG_LEVEL", "another value"));
    assertThat(differences(here, here)).isEmpty();
  }

  @Test
  void aDifferentSecretIsFoundWithoutBeingShown() {
    Settings here = settings(Map.of("QUARKUS_DATASOURCE_PASSWORD", "one", KEY, "k"));
    Settings there = settings(Map.of("QUARKUS_DATASOURCE_PASSWORD", "two", KEY, "k"));

    assertThat(differences(here, there))
        .containsExactly(
            new Difference(
                "quarkus.datasource.password",
                "***",
                "variable QUARKUS_DATASOURCE_PASSWORD",
                "another value"));
  }

  @Test
  void withoutTheKeySecretsAreLeftOut() {
    Settings here = settings(Map.of("QUARKUS_DATASOURCE_PASSWORD", "one"));
    Settings there = settings(Map.of("QUARKUS_DATASOURCE_PASSWORD", "two"));

    assertThat(differences(here, there)).isEmpty();
  }

  @Test
  void aPropertiesFileIsComparedByItsValues() throws Exception {
    Settings here = settings(Map.of("QUARKUS_LOG_LEVEL", "DEBUG", "SHOP_TOKEN", "a"));
    Path file =
        Files.writeString(
            directory.resolve("other.properties"),
            "quarkus.log.level=INFO\n%dev.quarkus.log.level=TRACE\nquarkus.http.idle-timeout=3m\n"
                + "oneoff.token=hush\n");

    assertThat(withFile(here, file))
        .containsExactly(
            new Difference("oneoff.token", null, null, "***"),
            new Difference("quarkus.http.idle-timeout", "30m", "default", "3m"),
            new Difference("quarkus.log.level", "DEBUG", "variable QUARKUS_LOG_LEVEL", "INFO"));
  }

  @Test
  void anotherEnvironmentsMaskedValuesAreComparedByFingerprint() throws Exception {
    Settings here = settings(Map.of("QUARKUS_DATASOURCE_PASSWORD", "one", KEY, "k"));
    Fingerprints fingerprints = Fingerprints.of(here);
    String own =
        fingerprints
            .of(EffectiveSettings.of(here).get("quarkus.datasource.password"))
            .orElseThrow();
    String row =
        "[{\"setting\":\"quarkus.datasource.password\",\"value\":\"***\",\"fingerprint\":\"%s\"}]";

    assertThat(
            withFile(here, Files.writeString(directory.resolve("same.json"), row.formatted(own))))
        .isEmpty();
    assertThat(
            withFile(here, Files.writeString(directory.resolve("other.json"), row.formatted("x"))))
        .hasSize(1);
  }

  @Test
  void anotherEnvironmentsPlainValuesAreComparedWithAnyKey() throws Exception {
    Settings here = settings(Map.of("QUARKUS_LOG_LEVEL", "DEBUG", KEY, "k"));
    String row =
        "[{\"setting\":\"quarkus.log.level\",\"value\":\"%s\",\"fingerprint\":\"of another key\"}]";

    assertThat(
            withFile(
                here, Files.writeString(directory.resolve("same.json"), row.formatted("DEBUG"))))
        .isEmpty();
    assertThat(
            withFile(
                here, Files.writeString(directory.resolve("other.json"), row.formatted("INFO"))))
        .containsExactly(
            new Difference("quarkus.log.level", "DEBUG", "variable QUARKUS_LOG_LEVEL", "INFO"));
  }

  @Test
  void aMaskedValueWithoutAFingerprintIsNotCompared() throws Exception {
    Settings here = settings(Map.of("QUARKUS_DATASOURCE_PASSWORD", "one", KEY, "k"));
    Path file =
        Files.writeString(
            directory.resolve("other.json"),
            "[{\"setting\":\"quarkus.datasource.password\",\"value\":\"***\"}]");

    assertThat(withFile(here, file)).isEmpty();
  }

  @Test
  void aFileThatIsNotAListOfSettingsIsRefused() throws Exception {
    Settings here = settings(Map.of());
    Path file = Files.writeString(directory.resolve("other.json"), "[{\"name\":\"a\"}]");

    assertThatThrownBy(() -> withFile(here, file)).hasMessageContaining("A row has no value.");
  }

  private List<Difference> withFile(Settings here, Path file) {
    return new Comparison(EffectiveSettings.of(here), Fingerprints.of(here))
        .withValues(new OtherSettings(PlainSettings.of(here)).read(file));
  }

  private static List<Difference> differences(Settings here, Settings there) {
    return new Comparison(EffectiveSettings.of(here), Fingerprints.of(here))
        .withFingerprints(Fingerprints.of(there).of(EffectiveSettings.of(there)));
  }

  private static Settings settings(Map<String, String> variables) {
    return new Settings(
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(new EnvConfigSource(new HashMap<>(variables), 300))
            .withDefaultValue("quarkus.http.idle-timeout", "30m")
            .withDefaultValue("quarkus.datasource.password", "")
            .withDefaultValue("quarkus.log.level", "INFO")
            .build());
  }
}
