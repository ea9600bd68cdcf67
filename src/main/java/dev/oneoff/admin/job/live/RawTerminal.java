package dev.oneoff.admin.job.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Has the person's terminal pass on each key, Ctrl-C among them: the terminal at the other end
 * knows what it means.
 */
final class RawTerminal implements AutoCloseable {

  private final @Nullable String before;
  private final Thread restoring = new Thread(this::restore);

  RawTerminal() {
    before = stty("-g");
    if (before != null) {
      Runtime.getRuntime().addShutdownHook(restoring);
      stty("raw", "-echo");
    }
  }

  @Override
  public void close() {
    restore();
    try {
      Runtime.getRuntime().removeShutdownHook(restoring);
    } catch (IllegalStateException e) {
      // The process is ending already.
    }
  }

  private void restore() {
    if (before != null) {
      stty(before);
    }
  }

  private static @Nullable String stty(String... words) {
    String[] command = new String[words.length + 1];
    command[0] = "stty";
    System.arraycopy(words, 0, command, 1, words.length);
    try {
      Process process =
          new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.INHERIT).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return process.waitFor() == 0 ? said : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
