package dev.oneoff.admin.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainSettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quarkus.datasource.password",
        "quarkus.oidc.credentials.secret",
        "quarkus.datasource.jdbc.additional-jdbc-properties.options",
        "quarkus.datasource.reports.jdbc.additional-jdbc-properties.options",
        "quarkus.datasource.\"a.b\".jdbc.additional-jdbc-properties.sslfactoryarg",
        "quarkus.http.ssl.certificate.key-store-password",
        "quarkus.mailer.auth-methods.private-key",
        "oneoff.fingerprint-key",
        "shop.payment.url",
        "shop.pin"
      })
  void settingsNotKnownToBePlainAreSecret(String name) {
    assertThat(new PlainSettings(List.of()).secret(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"quarkus.http.port", "quarkus.datasource.jdbc.url", "oneoff.environment"})
  void knownSettingsOfQuarkusAndTheToolkitArePlain(String name) {
    assertThat(new PlainSettings(List.of()).secret(name)).isFalse();
  }

  @Test
  void theServiceNamesItsOwnPlainSettings() {
    PlainSettings plain = new PlainSettings(List.of("shop.page-size", "shop.colour.*"));

    assertThat(plain.secret("shop.page-size")).isFalse();
    assertThat(plain.secret("shop.colour.of.links")).isFalse();
    assertThat(plain.secret("shop.page-sizes")).isTrue();
    assertThat(plain.secret("shopXpage-size")).isTrue();
  }

  @Test
  void aPlainAddressLosesItsLogin() {
    assertThat(PlainSettings.withoutLogin("postgres://me:secret@db:5432/orders"))
        .isEqualTo("postgres://***@db:5432/orders");
    assertThat(PlainSettings.withoutLogin("https://me:se/cr@et@host/path"))
        .isEqualTo("https://***@host/path");
    assertThat(PlainSettings.withoutLogin("jdbc:postgresql://db/o?user=me&password=hush&ssl=true"))
        .isEqualTo("jdbc:postgresql://db/o?user=me&password=***&ssl=true");
    assertThat(PlainSettings.withoutLogin("64K")).isEqualTo("64K");
  }
}
