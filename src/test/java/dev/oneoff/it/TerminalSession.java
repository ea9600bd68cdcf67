package dev.oneoff.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The packaged jar on a pseudo-terminal, by {@code script} of util-linux, and a person's keys. */
final class TerminalSession implements AutoCloseable {

  static final String CTRL_C = "\u0003";
  static final String CTRL_D = "\u0004";
  static final String CTRL_U = "\u0015";
  static final String CTRL_Z = "\u001a";
  static final String TAB = "\t";
  static final String UP = "\u001bOA";
  static final String ENTER = "\r";

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Process process;
  private final OutputStream keys;
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  TerminalSession(App app, Map<String, String> environment, String... arguments)
      throws IOException {
    ProcessBuilder builder =
        DefaultSignals.process(
            "script", "-qfec", "stty cols 100 rows 40; exec " + app.line(arguments), "/dev/null");
    builder.environment().keySet().removeIf(App::ofThisMachine);
    builder.environment().putAll(app.environment());
    builder.environment().putAll(environment);
    builder.environment().put("TERM", "xterm-256color");
    builder.redirectErrorStream(true);
    process = builder.start();
    keys = process.getOutputStream();
    Thread reader = new Thread(this::read, "screen");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    byte[] bytes = new byte[4096];
    try {
      for (int n; (n = process.getInputStream().read(bytes)) >= 0; ) {
        synchronized (screen) {
          screen.write(bytes, 0, n);
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  /** Presses keys, and forgets what was on the screen. */
  TerminalSession type(String text) throws IOException {
    synchronized (screen) {
      screen.reset();
    }
    keys.write(text.getBytes(UTF_8));
    keys.flush();
    return this;
  }

  /** The window becomes so large, and the program is told. */
  TerminalSession resize(int columns, int rows) throws IOException, InterruptedException {
    ProcessHandle program = process.children().findFirst().orElseThrow();
    String device = Files.readSymbolicLink(Path.of("/proc/" + program.pid() + "/fd/0")).toString();
    new ProcessBuilder("stty", "-F", device, "cols", "" + columns, "rows", "" + rows)
        .inheritIO()
        .start()
        .waitFor();
    return this;
  }

  /** Waits until it is on the screen since the last keys; colours and cursor moves are left out. */
  TerminalSession shows(String text) {
    try {
      Awaitility.await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> screen().contains(text) || !process.isAlive());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("It does not show '" + text + "': " + screen(), e);
    }
    assertThat(screen()).contains(text);
    return this;
  }

  /** What was printed since the last keys. */
  String screen() {
    return raw().replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]|\u001b[=>]", "");
  }

  /** The same with its colours. */
  String raw() {
    synchronized (screen) {
      return screen.toString(UTF_8);
    }
  }

  /** Its exit code, when it ends. */
  int end() throws InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)) {
      throw new AssertionError("It did not end: " + screen());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    List<ProcessHandle> processes = new ArrayList<>(process.descendants().toList());
    processes.add(process.toHandle());
    processes.forEach(ProcessHandle::destroyForcibly);
  }
}
