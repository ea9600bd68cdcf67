package dev.oneoff.admin.setting;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.DayOfWeek;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnfitSettingsTest {

  /** As an extension's. */
  @ConfigMapping(prefix = "quarkus.shop")
  interface Shop {
    int maxSize();

    DayOfWeek openOn();

    String apiToken();
  }

  @Test
  void eachIsReportedAsWrittenWithTheFormItNeeds() {
    assertThat(
            failure(
                Map.of(
                    "QUARKUS_SHOP_MAX_SIZE", "s3cr3t",
                    "QUARKUS_SHOP_OPEN_ON", "never",
                    "QUARKUS_SHOP_API_TOKEN", "x")))
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessageContaining("QUARKUS_SHOP_MAX_SIZE cannot be used: it must be a whole number.")
        .hasMessageContaining("QUARKUS_SHOP_OPEN_ON cannot be used: it must be one of ")
        .hasMessageContaining("sunday")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void variablesMadeByKubernetesAreExplained() {
    assertThat(
            failure(
                Map.of(
                    "QUARKUS_SHOP_MAX_SIZE", "tcp://10.0.0.1:80",
                    "QUARKUS_SHOP_OPEN_ON", "friday",
                    "QUARKUS_SHOP_API_TOKEN", "x")))
        .hasMessageContaining("enableServiceLinks: false");
  }

  @Test
  void missingSettingsAndReferencesAreReported() {
    assertThat(
            failure(Map.of("QUARKUS_SHOP_MAX_SIZE", "1", "QUARKUS_SHOP_API_TOKEN", "a${s3cr3t}b")))
        .hasMessageContaining("quarkus.shop.open-on must be set.")
        .hasMessageContaining("QUARKUS_SHOP_API_TOKEN refers by ${…} to a setting that is not set")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void otherFailuresAreLeftAlone() {
    assertThat(
            UnfitSettings.explain(
                new IllegalStateException(new RuntimeException()), settings(Map.of())))
        .isEmpty();
  }

  private static AdminException failure(Map<String, String> variables) {
    try {
      builder(variables).withMapping(Shop.class).build();
      throw new AssertionError("It took them.");
    } catch (RuntimeException e) {
      return UnfitSettings.explain(new RuntimeException(e), settings(variables)).orElseThrow();
    }
  }

  private static Settings settings(Map<String, String> variables) {
    return new Settings(builder(variables).build());
  }

  private static SmallRyeConfigBuilder builder(Map<String, String> variables) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(new PropertiesConfigSource(Map.of(), "application.properties", 250))
        .withSources(new EnvConfigSource(variables, 300));
  }
}
