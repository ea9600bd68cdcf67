package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README and its pages as a reader would follow them: each line typed, each output compared.
 */
@Tag("one-java")
class ReadmeIT {

  private static final String PORT_IN_README = "8080";
  // Read one after the other, as the README lists them.
  private static final List<String> PAGES =
      List.of(
          "README.md", "docs/migrations.md", "docs/tasks.md", "docs/data.md", "docs/production.md");

  @TempDir Path directory;
  private App app;
  private BashSession bash;
  private String port;

  @BeforeEach
  void aMachineOnWhichTheJarWasJustBuilt() throws IOException {
    port = Integer.toString(freePort());
    app = App.packaged().with("ONEOFF_LOCAL_DIRECTORY", directory.resolve("local").toString());
    Path java =
        Path.of(System.getProperty("oneoff.java.home", System.getProperty("java.home")), "bin");
    bash =
        new BashSession(
            Files.createDirectories(directory.resolve("project")),
            Map.of(
                "ONEOFF_LOCAL_DIRECTORY",
                directory.resolve("local").toString(),
                "QUARKUS_HTTP_PORT",
                port,
                "PATH",
                java + ":" + System.getenv("PATH")));
  }

  @AfterEach
  void leaveNothingRunning() {
    bash.close();
    app.run("local", "stop").succeeds();
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void everyConsoleBlockShowsWhatTheProgramPrints() throws IOException {
    for (String page : PAGES) {
      List<ConsoleBlocks.Step> steps = ConsoleBlocks.of(Path.of(page));
      assertThat(steps).as(page).isNotEmpty();
      for (ConsoleBlocks.Step step : steps) {
        show(page, step);
      }
    }
  }

  private void show(String page, ConsoleBlocks.Step step) throws IOException {
    String command = step.commandWithoutBuild();
    if (command.isBlank()) {
      return;
    }
    String printed = bash.run(here(command)).replace(":" + port, ":" + PORT_IN_README);
    if (!step.isWhatHappened(printed)) {
      assertThat(printed)
          .as("%s:%d: $ %s", page, step.line(), step.command())
          .isEqualTo(String.join("\n", step.output()));
    }
  }

  @Test
  void everyPageWithConsoleBlocksIsRun() throws IOException {
    try (Stream<Path> pages = Files.walk(Path.of("docs"))) {
      assertThat(pages.filter(ReadmeIT::hasBlocks).map(Path::toString)).isSubsetOf(PAGES);
    }
  }

  private static boolean hasBlocks(Path page) {
    try {
      return page.toString().endsWith(".md") && !ConsoleBlocks.of(page).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String here(String command) {
    return command
        .replace("target/app.jar", "'" + app.jar() + "'")
        .replace("localhost:" + PORT_IN_README, "localhost:" + port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
