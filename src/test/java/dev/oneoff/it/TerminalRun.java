package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The jar at a pseudo-terminal that util-linux's {@code script} makes; one types and reads. */
final class TerminalRun implements AutoCloseable {

  static final String CTRL_C = "\u0003";
  static final String CTRL_D = "\u0004";

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Path screen;
  private final Process script;
  private final Writer keyboard;
  private int read;

  private TerminalRun(Path screen, Process script) {
    this.screen = screen;
    this.script = script;
    this.keyboard = script.outputWriter(StandardCharsets.UTF_8);
  }

  /** Whether this machine has what makes the terminal. */
  static boolean possible() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "script")));
  }

  static TerminalRun of(String command, Map<String, String> environment) throws IOException {
    Path screen = Files.createTempFile("terminal", ".out");
    ProcessBuilder builder = new ProcessBuilder("script", "-qec", command, "/dev/null");
    builder.environment().keySet().removeIf(App::ofThisMachine);
    builder.environment().putAll(environment);
    builder.environment().put("TERM", "xterm");
    builder.redirectErrorStream(true).redirectOutput(screen.toFile());
    return new TerminalRun(screen, builder.start());
  }

  TerminalRun type(String text) throws IOException {
    keyboard.write(text);
    keyboard.flush();
    return this;
  }

  /** Waits until it stands there, behind what was waited for before. */
  TerminalRun shows(String text) throws IOException {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .failFast("It has ended: " + screen, () -> !script.isAlive() && !rest().contains(text))
        .until(() -> rest().contains(text));
    read += rest().indexOf(text) + text.length();
    return this;
  }

  void endsWith(int code) throws InterruptedException, IOException {
    assertThat(script.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(script.exitValue()).as(rest()).isEqualTo(code);
  }

  private String rest() throws IOException {
    return Files.readString(screen).substring(read);
  }

  @Override
  public void close() {
    script.descendants().forEach(ProcessHandle::destroyForcibly);
    script.destroyForcibly();
  }
}
