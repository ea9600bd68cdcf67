package dev.oneoff.admin.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.OwnSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/settings.md} is what the program reads. After a change of a setting, write it anew:
 * {@code ./mvnw test -Dtest=SettingsPageTest -Dupdate-docs}.
 */
class SettingsPageTest {

  private static final Path PAGE = Path.of("docs", "settings.md");

  @Test
  void thePageMatchesWhatTheProgramReads() throws IOException {
    String page = page();
    if (System.getProperty("update-docs") != null) {
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE)
        .as("Write it anew: ./mvnw test -Dtest=SettingsPageTest -Dupdate-docs")
        .hasContent(page);
  }

  @Test
  void everyVariableThatIsReadByItsNameIsOnThePage() throws IOException {
    Pattern read = Pattern.compile("(?:getenv|variables\\.get(?:OrDefault)?)\\(\"(\\w+)\"");
    Set<String> names = new TreeSet<>();
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().matches(".*\\.(java|sh)") && !file.endsWith("ToolkitVariable.java")) {
          String text = Files.readString(file);
          read.matcher(text).results().map(found -> found.group(1)).forEach(names::add);
          sources.append(text);
        }
      }
    }
    // Where programs are found is no setting of ours.
    names.remove("PATH");
    Set<String> listed = ToolkitVariable.names().collect(Collectors.toSet());

    assertThat(names).contains("NO_COLOR", "XDG_STATE_HOME").isSubsetOf(listed);
    assertThat(listed)
        .allMatch(
            name -> sources.indexOf(name) >= 0 || sources.indexOf(name.replace("_FILE", "")) >= 0);
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Settings

            Generated from the program, and held to it by a test. To write it anew after a change:
            `./mvnw test -Dtest=SettingsPageTest -Dupdate-docs`.

            Each of these may be written in `application.properties` and the other files that Quarkus reads, in a `.env` file, as a system
            property (`java -Doneoff.tasks.throttle=false -jar app.jar …`) and as an environment variable: in capitals, with `_` for
            whatever is neither a letter nor a digit (`ONEOFF_TASKS_THROTTLE`). `app config show oneoff.` says which are set, and where.
            A name that is none of them is reported with the nearest that is, by each command, and by `doctor`.

            A duration is written as `30s`, `10m` or `PT5M`. A list has commas between its names. A value that cannot be used exits with 78.

            | setting | type | default | meaning | for example |
            | --- | --- | --- | --- | --- |
            """);
    for (OwnSetting<?> setting : OwnSetting.all()) {
      row(
          page,
          "`" + setting.key() + "`",
          type(setting),
          setting.standard().map(SettingsPageTest::written).orElse(setting.otherwise()),
          setting.meaning(),
          "`" + setting.example() + "`");
    }
    page.append(
        """

        ## Environment variables

        `DATABASE_…` may also be written as a setting, `database.url`, `database.direct-url-file` and so on. The others are read from the
        environment only.

        | variable | meaning | for example |
        | --- | --- | --- |
        """);
    for (ToolkitVariable variable : ToolkitVariable.values()) {
      row(page, "`" + variable + "`", variable.meaning(), "`" + variable.example() + "`");
    }
    row(
        page,
        "`ONEOFF_OPTION_…`",
        "the value of a task's [sensitive option](tasks.md), by the option's name: that of"
            + " `--api-key` is `ONEOFF_OPTION_API_KEY`",
        "");
    return page.toString();
  }

  private static void row(StringBuilder page, String... cells) {
    page.append("| ").append(String.join(" | ", List.of(cells))).append(" |\n");
  }

  private static String type(OwnSetting<?> setting) {
    if (setting.type() == Integer.class || setting.type() == Long.class) {
      return "number of " + setting.unit();
    }
    return setting.type() == String[].class
        ? "list"
        : setting.type().getSimpleName().replace("String", "Text").toLowerCase(Locale.ROOT);
  }

  // PT1M is written as 1m.
  private static String written(Object value) {
    String text = value.toString();
    return "`"
        + (value instanceof Duration ? text.substring(2).toLowerCase(Locale.ROOT) : text)
        + "`";
  }
}
