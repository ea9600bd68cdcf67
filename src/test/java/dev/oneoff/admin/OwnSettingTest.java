package dev.oneoff.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OwnSettingTest {

  private static final Path LIST = Path.of("src/main/java/dev/oneoff/admin/OwnSetting.java");

  // Written in a sentence, too; not the name of a package.
  private static final Pattern NAME = Pattern.compile("(?<![\\w./-])oneoff\\.[a-z][a-z.-]*[a-z]");

  /**
   * They look like settings: names of metrics, labels and of PostgreSQL's parameters, a stand-in.
   */
  private static final Pattern NO_SETTING =
      Pattern.compile(
          "oneoff\\.(dev|ledger\\.up|task\\..*|parameter|nothing|option|local|migrate|tasks)");

  @Test
  void everyNameThatIsWrittenSomewhereIsOne() {
    Set<String> written = new TreeSet<>();
    for (Path file : files("src/main", "docs", "k8s", "README.md")) {
      if (!file.equals(LIST)) {
        NAME.matcher(text(file)).results().map(MatchResult::group).forEach(written::add);
      }
    }
    written.removeIf(name -> NO_SETTING.matcher(name).matches());

    assertThat(written).contains("oneoff.plain-columns", "oneoff.mode").allMatch(OwnSetting::knows);
  }

  @Test
  void whatIsReadIsReadAsItIsDeclared() {
    Pattern literal = Pattern.compile("\"(oneoff\\.[a-z][a-z.-]*)\"");
    Set<String> around = new TreeSet<>();
    for (Path file : files("src/main/java")) {
      if (!file.equals(LIST)) {
        literal.matcher(text(file)).results().map(found -> found.group(1)).forEach(around::add);
      }
    }

    assertThat(around).contains("oneoff.mode").doesNotContainAnyElementsOf(OwnSetting.keys());
  }

  @Test
  void eachIsReadSomewhere() throws Exception {
    StringBuilder sources = new StringBuilder();
    files("src/main/java").stream()
        .filter(file -> !file.equals(LIST))
        .forEach(file -> sources.append(text(file)));
    List<String> unread = new ArrayList<>();
    List<OwnSetting<?>> declared = new ArrayList<>();
    for (Field field : OwnSetting.class.getFields()) {
      if (field.getType() == OwnSetting.class) {
        declared.add((OwnSetting<?>) field.get(null));
        if (!Pattern.compile("OwnSetting\\s*\\.\\s*" + field.getName() + "\\b")
            .matcher(sources)
            .find()) {
          unread.add(field.getName());
        }
      }
    }

    assertThat(unread).isEmpty();
    assertThat(declared).containsExactlyElementsOf(OwnSetting.all());
  }

  @Test
  void eachIsDescribedAndItsExampleCanBeUsed() {
    assertThat(OwnSetting.all())
        .isNotEmpty()
        .allSatisfy(
            setting -> {
              assertThat(setting.meaning()).isNotBlank();
              assertThat(setting.standard().isPresent()).isEqualTo(setting.otherwise().isEmpty());
              assertThat(settings(setting.key(), setting.example()).given(setting)).isPresent();
            });
    assertThat(List.copyOf(OwnSetting.keys())).isSorted();
  }

  @Test
  void helpNamesTheSameDefault() {
    assertThat(OwnSetting.CONSOLE_ROWS_UNASKED.standard()).contains(1_000L);
    assertThat(text(Path.of("docs/commands.md")).replaceAll("\\s+", " "))
        .contains(OwnSetting.CONSOLE_ROWS_UNASKED + " (1,000)");
  }

  private static Settings settings(String key, String value) {
    return new Settings(
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withSources(new PropertiesConfigSource(Map.of(key, value), "test.properties", 100))
            .build());
  }

  private static List<Path> files(String... roots) {
    List<Path> all = new ArrayList<>();
    for (String root : roots) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        files.filter(Files::isRegularFile).forEach(all::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
