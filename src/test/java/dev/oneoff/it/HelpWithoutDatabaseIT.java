package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Help, version, completion and usage errors need neither a boot nor a database. All of them in one
 * process, in which none may load what is of a boot.
 */
@Tag("one-java")
class HelpWithoutDatabaseIT {

  private static final List<String> OF_A_BOOT =
      List.of("io.quarkus.runner.ApplicationImpl", "org.postgresql.", "io.smallrye.config.");

  @TempDir static Path directory;

  private static App nowhere() {
    return loggingTo("shared").warm();
  }

  private static App loggingTo(String file) {
    return App.packaged()
        .with("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing")
        .withJvmOption("-Xlog:class+load:file=" + directory.resolve(file));
  }

  private static void bootedNothing() throws Exception {
    assertThat(loadedTo("shared"))
        .anyMatch(line -> line.contains("dev.oneoff.admin.cli.CommandRun"))
        .noneMatch(line -> OF_A_BOOT.stream().anyMatch(line::contains));
  }

  private static List<String> loadedTo(String file) throws Exception {
    return Files.readAllLines(directory.resolve(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "-h",
        "serve --help",
        "migrate --help",
        "migrate status --help",
        "migrate environment --help",
        "local --help",
        "local reset --help",
        "health --help",
        "about --help",
        "completion --help",
        "fix --help",
        "fix backfill-slugs --help",
        "cleanup purge-idle-customers --help",
        "report --help",
        "--verbose migrate --help"
      })
  void helpBootsNothing(String arguments) throws Exception {
    JarRun help = nowhere().run(arguments.split(" ")).succeeds();
    assertThat(help.out()).startsWith("Usage: app").contains("Options:", "Exit codes:", "  78 ");
    assertThat(help.err()).isEmpty();
    bootedNothing();
  }

  @Test
  void inAProcessOfItsOwnHelpLoadsNoTaskAndNoLogEither() throws Exception {
    JarRun help = loggingTo("own").run("--help").succeeds();

    assertThat(help.out()).startsWith("Usage: app");
    assertThat(help.err()).isEmpty();
    assertThat(loadedTo("own"))
        .anyMatch(line -> line.contains("dev.oneoff.admin.cli.Main"))
        .noneMatch(line -> OF_A_BOOT.stream().anyMatch(line::contains))
        .noneMatch(line -> line.contains("org.jboss.logmanager."))
        .noneMatch(line -> line.contains("dev.oneoff.tasks."))
        .noneMatch(line -> line.contains("dev.oneoff.admin.run.index.TaskIndex"));
  }

  @ParameterizedTest
  @CsvSource({"fix, backfill-slugs", "cleanup, purge-idle-customers"})
  void theListOfTasksBootsNothing(String command, String task) throws Exception {
    assertThat(nowhere().run(command, "--format", "csv").succeeds().out())
        .startsWith("name,description,delete_by\n")
        .contains(task);
    bootedNothing();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fix backfill-slug",
        "fix backfill-slugs --since yesterday",
        "fix backfill-slugs --idle-for 3",
        "cleanup purge-idle-customers --workers many",
        "report nothing --html --svg",
      })
  void aWrongTaskBootsNothing(String arguments) throws Exception {
    nowhere().run(arguments.split(" ")).failsWith(2, "error: ");
    bootedNothing();
  }

  @Test
  void theVersionBootsNothing() throws Exception {
    assertThat(nowhere().run("--version").succeeds().out())
        .matches("orders \\S+ \\(commit \\S+(, build \\S+)?\\)\\R");
    bootedNothing();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void completionBootsNothing(String shell) throws Exception {
    assertThat(nowhere().run("completion", shell).succeeds().out())
        .contains("migrate")
        .contains("status")
        .contains("backfill-slugs")
        .contains("since");
    bootedNothing();
  }

  @Test
  void aUsageErrorBootsNothing() throws Exception {
    nowhere().run("migrate", "--nonsense").failsWith(2, "Unknown option");
    bootedNothing();
  }

  @Test
  void theBashScriptIsValid() {
    assertThat(App.packaged().bash("$APP completion bash | bash -n").succeeds().err()).isEmpty();
  }
}
