package dev.oneoff.admin.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessSignalsTest {

  // Nobody minds it: a terminal has changed its size.
  private static final String SIGNAL = "WINCH";

  private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();

  @Test
  void aSignalRunsTheWork() throws Exception {
    ProcessSignals.handle(SIGNAL, () -> arrived.add("first"));
    ProcessSignals.handle(SIGNAL, () -> arrived.add("second"));

    raise();
    assertThat(next()).isEqualTo("second");
  }

  @Test
  void aSignalOfTheJvmItselfIsLeftToIt() {
    assertThatCode(() -> ProcessSignals.handle("QUIT", () -> arrived.add("quit")))
        .doesNotThrowAnyException();
  }

  private String next() throws InterruptedException {
    return arrived.poll(30, TimeUnit.SECONDS);
  }

  private static void raise() throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    signal
        .getMethod("raise", signal)
        .invoke(null, signal.getConstructor(String.class).newInstance(SIGNAL));
  }
}
