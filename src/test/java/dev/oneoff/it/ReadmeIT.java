package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README as its reader would follow it: each line typed, each output compared. */
@Tag("one-java")
class ReadmeIT {

  private static final String PORT_IN_README = "8080";

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
    List<ConsoleBlocks.Step> steps = ConsoleBlocks.of(Path.of("README.md"));
    assertThat(steps).isNotEmpty();
    for (ConsoleBlocks.Step step : steps) {
      String command = step.commandWithoutBuild();
      if (!command.isBlank()) {
        String printed = bash.run(here(command)).replace(":" + port, ":" + PORT_IN_README);
        if (!step.isWhatHappened(printed)) {
          assertThat(printed)
              .as("README.md:%d: $ %s", step.line(), step.command())
              .isEqualTo(String.join("\n", step.output()));
        }
      }
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
