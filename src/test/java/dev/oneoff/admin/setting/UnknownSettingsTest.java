package dev.oneoff.admin.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.Settings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "ONEOFF_ENVIROMENT, ONEOFF_ENVIRONMENT",
    "ONEOFF_TASKS_THROTLE, ONEOFF_TASKS_THROTTLE",
    "ONEOFF_STATMENT_TIMEOUT, ONEOFF_CONSOLE_STATEMENT_TIMEOUT or ONEOFF_MIGRATE_STATEMENT_TIMEOUT",
    "DATABASE_READ_ONLY_URL, DATABASE_READONLY_URL",
    "DATABASE_DIRECTURL, DATABASE_DIRECT_URL",
    "ONEOFF_CASHE, ONEOFF_CACHE",
  })
  void aMisspeltNameIsReportedWithTheNearestOne(String variable, String meant) {
    assertThat(of(variable))
        .containsExactly("there is no setting " + variable + ". Did you mean " + meant + "?");
  }

  @Test
  void anUnknownNameWithoutANearOneIsReportedToo() {
    assertThat(of("ONEOFF_X")).containsExactly("there is no setting ONEOFF_X.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ONEOFF_ENVIRONMENT",
        "ONEOFF_CACHE",
        "ONEOFF_OPTION_TOKEN",
        "ONEOFF_SERVICE_HOST",
        "ONEOFF_WEB_SERVICE_PORT_HTTP",
        "ONEOFF_PORT",
        "ONEOFF_PORT_8080_TCP_ADDR",
        "ONEOFF_WEB_PORT_8080_TCP",
        "DATABASE_URL_FILE",
        "DATABASE_HOST",
        "DATABASE_SERVICE_HOST",
        "PATH",
      })
  void knownAndForeignNamesAreNotReported(String variable) {
    assertThat(of(variable)).isEmpty();
  }

  @Test
  void aFilesSettingsAreCheckedForEveryProfile() {
    assertThat(
            UnknownSettings.in(
                settings(Map.of("oneoff.tasks.throtle", "1", "%prod.oneoff.enviroment", "x")),
                Set.of()))
        .containsExactly(
            "there is no setting oneoff.enviroment. Did you mean oneoff.environment?",
            "there is no setting oneoff.tasks.throtle. Did you mean oneoff.tasks.throttle?");
  }

  @Test
  void aSystemPropertyIsReportedOnlyIfItIsNearOne() {
    assertThat(
            UnknownSettings.in(
                with(
                    new SysPropConfigSource() {
                      @Override
                      public Set<String> getPropertyNames() {
                        return Set.of(
                            "oneoff.actr", "oneoff.actor", "oneoff.build.number", "user.dir");
                      }
                    }),
                Set.of()))
        .containsExactly("there is no setting -Doneoff.actr. Did you mean oneoff.actor?");
  }

  @Test
  void aDotEnvFileMayNameThemEitherWay() {
    assertThat(
            UnknownSettings.in(
                with(
                    new EnvConfigSource(
                        Map.of("ONEOFF_ACTR", "x", "oneoff.enviroment", "x", "PATH", "x"), 295) {
                      private static final long serialVersionUID = 1L;

                      @Override
                      public String getName() {
                        return "EnvConfigSource[source=file:/somewhere/.env]";
                      }
                    }),
                Set.of()))
        .containsExactly(
            "there is no setting oneoff.enviroment. Did you mean oneoff.environment?",
            "there is no setting ONEOFF_ACTR. Did you mean ONEOFF_ACTOR?");
  }

  private static Settings with(ConfigSource source) {
    return new Settings(new SmallRyeConfigBuilder().withSources(source).build());
  }

  private static List<String> of(String variable) {
    return UnknownSettings.in(settings(Map.of()), Set.of(variable));
  }

  private static Settings settings(Map<String, String> file) {
    return new Settings(
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(file, "application.properties", 250))
            .build());
  }
}
