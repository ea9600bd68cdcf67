package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help, version, completion and usage errors need neither a boot nor a database. */
class HelpWithoutDatabaseIT {

  @TempDir Path directory;

  private Path loaded() {
    return directory.resolve("classes");
  }

  private App nowhere() {
    return App.packaged()
        .with("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing")
        .withJvmOption("-Xlog:class+load:file=" + loaded());
  }

  private void bootedNothing() throws Exception {
    List<String> classes = Files.readAllLines(loaded());
    assertThat(classes).anyMatch(line -> line.contains("dev.oneoff.admin.cli.Main"));
    assertThat(classes)
        .noneMatch(line -> line.contains("io.quarkus.runner.ApplicationImpl"))
        .noneMatch(line -> line.contains("org.postgresql."))
        .noneMatch(line -> line.contains("io.smallrye.config."));
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
        "--verbose migrate --help"
      })
  void helpBootsNothing(String arguments) throws Exception {
    Run help = nowhere().run(arguments.split(" ")).succeeds();
    assertThat(help.out()).startsWith("Usage: app").contains("Options:", "Exit codes:", "  78 ");
    assertThat(help.err()).isEmpty();
    bootedNothing();
  }

  @Test
  void theVersionBootsNothing() throws Exception {
    assertThat(nowhere().run("--version").succeeds().out())
        .matches("orders \\S+ \\(commit \\S+\\)\\R");
    bootedNothing();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void completionBootsNothing(String shell) throws Exception {
    assertThat(nowhere().run("completion", shell).succeeds().out())
        .contains("migrate")
        .contains("status");
    bootedNothing();
  }

  @Test
  void aUsageErrorBootsNothing() throws Exception {
    nowhere().run("migrate", "--nonsense").failsWith(2, "Unknown option");
    bootedNothing();
  }

  @Test
  void theScriptForBashIsOne() {
    assertThat(App.packaged().bash("$APP completion bash | bash -n").succeeds().err()).isEmpty();
  }
}
