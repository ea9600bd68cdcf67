package dev.oneoff.admin;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void aBlankValueCountsAsMissing() {
    assertThat(settings("a", " ").text("a")).isEmpty();
    assertThat(settings("a", "").text("a")).isEmpty();
    assertThat(settings("a", "x").text("a")).contains("x");
    assertThat(settings("a", "x").text("b")).isEmpty();
  }

  @Test
  void aListIsSeparatedByCommas() {
    assertThat(settings("a", "shell,local reset").list("a"))
        .containsExactly("shell", "local reset");
    assertThat(settings("a", "x").list("b")).isEmpty();
  }

  @Test
  void aFlagHasADefault() {
    assertThat(settings("a", "true").flag("a", false)).isTrue();
    assertThat(settings("a", "false").flag("a", true)).isFalse();
    assertThat(settings("a", "x").flag("b", true)).isTrue();
  }

  @Test
  void anUnusableValueIsReportedByItsKeyOnly() {
    assertThatThrownBy(() -> settings("a.port", "s3cr3t").value("a.port", Integer.class))
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessage("a.port cannot be used: it must be a whole number.");
  }

  @Test
  void theServiceAlwaysHasAName() {
    assertThat(settings("quarkus.application.name", "orders").serviceName()).isEqualTo("orders");
    assertThat(settings("a", "x").serviceName()).isEqualTo("app");
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "staging", "dev", "Test", ""})
  void onlyDevelopmentAndTestAreHarmless(String environment) {
    assertThat(Settings.harmless(environment)).isFalse();
    assertThat(Settings.harmless("development")).isTrue();
    assertThat(Settings.harmless("test")).isTrue();
  }

  private static Settings settings(String key, String value) {
    return TestDatabase.settingsOf(Map.of(key, value));
  }
}
