package dev.oneoff.admin.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.Settings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class EffectiveSettingsTest {

  private static final Map<String, String> FILE =
      Map.of(
          "quarkus.http.port", "8080",
          "quarkus.http.host", "${shop.host}",
          "shop.host", "example.org",
          "shop.token", "hush",
          "%staging.quarkus.http.port", "8082");

  @Test
  void theEffectiveValueSaysWhereItComesFromAndWhatItOverrides() {
    Setting port =
        EffectiveSettings.of(settings(Map.of("QUARKUS_HTTP_PORT", "9090")))
            .get("quarkus.http.port");

    assertThat(port.shown()).isEqualTo("9090");
    assertThat(port.origin())
        .hasToString("variable QUARKUS_HTTP_PORT")
        .returns(Origin.Kind.VARIABLE, Origin::kind);
    assertThat(port.overridden())
        .extracting(Origin::toString, Origin::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("config.properties, profile staging", "8082"),
            org.assertj.core.groups.Tuple.tuple("config.properties", "8080"));
  }

  @Test
  void aProfilesValueOutranksThePlainOne() {
    Setting port = EffectiveSettings.of(settings(Map.of())).get("quarkus.http.port");

    assertThat(port.shown()).isEqualTo("8082");
    assertThat(port.origin()).hasToString("config.properties, profile staging");
  }

  @Test
  void anExpressionIsShownAsItsValue() {
    assertThat(EffectiveSettings.of(settings(Map.of())).get("quarkus.http.host").shown())
        .isEqualTo("example.org");
  }

  @Test
  void aSecretIsMaskedAndSoIsWhatItOverrides() {
    Setting token =
        EffectiveSettings.of(settings(Map.of("SHOP_TOKEN", "hidden"))).get("shop.token");

    assertThat(token.shown()).isEqualTo("***");
    assertThat(token.shown(token.overridden().get(0))).isEqualTo("***");
  }

  @Test
  void theMachinesOwnPropertiesAreNotSettings() {
    assertThat(EffectiveSettings.of(settings(Map.of("HOME", "/root", "LANG", "C"))))
        .doesNotContainKeys("HOME", "home", "LANG", "java.home");
  }

  @Test
  void aVariableOfTheToolkitsHasItsSettingsName() {
    Map<String, Setting> all =
        EffectiveSettings.of(
            settings(Map.of("ONEOFF_MASKED_COLUMNS", "iban", "ONEOFF_FINGERPRINT_KEY", "k")));

    assertThat(all).doesNotContainKeys("oneoff.masked.columns", "oneoff.fingerprint.key");
    assertThat(all.get("oneoff.masked-columns"))
        .returns("iban", Setting::shown)
        .extracting(Setting::origin)
        .hasToString("variable ONEOFF_MASKED_COLUMNS");
    assertThat(all.get("oneoff.fingerprint-key").shown()).isEqualTo("***");
  }

  @Test
  void fingerprintsDifferAsValuesDoAndSecretsNeedAKey() {
    Fingerprints keyless = Fingerprints.of(settings(Map.of()));
    Fingerprints keyed = Fingerprints.of(settings(Map.of("ONEOFF_FINGERPRINT_KEY", "k")));
    Map<String, Setting> one = EffectiveSettings.of(settings(Map.of("QUARKUS_LOG_LEVEL", "INFO")));
    Map<String, Setting> two = EffectiveSettings.of(settings(Map.of("QUARKUS_LOG_LEVEL", "WARN")));

    assertThat(keyless.of(one)).containsKey("quarkus.log.level").doesNotContainKey("shop.token");
    assertThat(keyed.of(one)).containsKey("shop.token").doesNotContainKey("oneoff.fingerprint-key");
    assertThat(keyed.of(one)).isEqualTo(keyed.of(one));
    assertThat(keyed.of(one).get("quarkus.log.level"))
        .isNotEqualTo(keyed.of(two).get("quarkus.log.level"))
        .isNotEqualTo(keyless.of(one).get("quarkus.log.level"));
    assertThat(keyed.total(keyed.of(one))).isNotEqualTo(keyed.total(keyed.of(two)));
  }

  @Test
  void aCommandsOwnSettingsDoNotChangeTheFingerprints() {
    ConfigSource block =
        new PropertiesConfigSource(
            Map.of("quarkus.log.level", "ERROR"), "the toolkit's command.properties", 1000);
    Map<String, String> variables = Map.of("QUARKUS_LOG_LEVEL", "INFO");
    Fingerprints fingerprints = Fingerprints.of(settings(variables));

    assertThat(fingerprints.of(EffectiveSettings.of(settings(variables, block))))
        .isEqualTo(fingerprints.of(EffectiveSettings.of(settings(variables))));
  }

  @Test
  void withoutANextValueThereIsNone() {
    assertThat(
            new Setting(
                    "a",
                    "1",
                    new Origin(Origin.Kind.DEFAULT, "default", Optional.empty(), "1"),
                    java.util.List.of(),
                    false)
                .common())
        .isEmpty();
  }

  private static Settings settings(Map<String, String> variables, ConfigSource... more) {
    return new Settings(
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withProfile("staging")
            .withSources(new EnvConfigSource(new HashMap<>(variables), 300))
            .withSources(new PropertiesConfigSource(FILE, "config.properties", 250))
            .withSources(more)
            .build());
  }
}
