package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A process of the jar, running or ended. */
final class JarRun implements AutoCloseable {

  /** Far more than anything here takes; it only keeps a hanging test from hanging the build. */
  static final Duration LIMIT = Duration.ofMinutes(5);

  private final Process process;
  private final Path out;
  private final Path err;

  JarRun(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  JarRun await() {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("It did not end. stdout: " + out() + " stderr: " + err());
      }
      return this;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Waits until stderr says it. */
  JarRun awaitErr(String text) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> err().contains(text) || !process.isAlive());
    assertThat(err()).contains(text);
    return this;
  }

  /** {@code kill -NAME}. */
  JarRun signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int code() {
    return process.exitValue();
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  JarRun endsWith(int code) {
    assertThat(code()).as("exit code; stdout: %s; stderr: %s", out(), err()).isEqualTo(code);
    return this;
  }

  JarRun succeeds() {
    return endsWith(0);
  }

  /**
   * Ends with the code and says why in a sentence, without a stack trace and with nothing on
   * stdout.
   */
  JarRun failsWith(int code, String... sentences) {
    endsWith(code);
    assertThat(err()).contains("error: ").doesNotContain("\tat ");
    for (String sentence : sentences) {
      assertThat(err()).contains(sentence);
    }
    assertThat(out()).isEmpty();
    return this;
  }

  /** Ends it the hard way, if it has not ended. */
  @Override
  public void close() {
    process.destroyForcibly();
    await();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
