package dev.oneoff.admin.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.Settings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownSettingsTest {

  /** They look like settings: names of metrics, and beginnings of names. */
  private static final String NO_SETTINGS =
      "oneoff\\.(ledger\\.up|task\\..*|parameter|.*\\.|option)";

  @Test
  void everythingThatTheToolkitReadsIsKnown() throws IOException {
    Pattern name = Pattern.compile("\"(oneoff\\.[a-z][a-z.-]*)\"");
    Set<String> read = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("UnknownSettings.java")) {
          name.matcher(Files.readString(file))
              .results()
              .map((MatchResult result) -> result.group(1))
              .filter(found -> !found.matches(NO_SETTINGS))
              .forEach(read::add);
        }
      }
    }
    assertThat(read).contains("oneoff.environment");
    assertThat(UnknownSettings.KNOWN).containsAll(read);
  }

  @ParameterizedTest
  @CsvSource({
    "ONEOFF_ENVIROMENT, ONEOFF_ENVIRONMENT",
    "ONEOFF_TASKS_THROTLE, ONEOFF_TASKS_THROTTLE",
    "ONEOFF_STATMENT_TIMEOUT, ONEOFF_CONSOLE_STATEMENT_TIMEOUT or ONEOFF_MIGRATE_STATEMENT_TIMEOUT",
    "DATABASE_READ_ONLY_URL, DATABASE_READONLY_URL",
    "DATABASE_DIRECTURL, DATABASE_DIRECT_URL",
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
