package dev.oneoff.admin.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessSignalsTest {

  // Nobody minds it: a terminal has changed its size.
  private static final String SIGNAL = "WINCH";

  private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
  private final ProcessSignals outer = new ProcessSignals();
  private final ProcessSignals inner = new ProcessSignals();

  @AfterEach
  void restore() {
    inner.giveBack();
    outer.giveBack();
  }

  @Test
  void aSignalRunsTheWorkAndIsGivenBackToWhoeverHandledItBefore() throws Exception {
    outer.handle(SIGNAL, () -> arrived.add("outer"));
    inner.handle(SIGNAL, () -> arrived.add("inner"));

    raise();
    assertThat(next()).isEqualTo("inner");

    inner.giveBack();
    raise();
    assertThat(next()).isEqualTo("outer");
  }

  @Test
  void aSignalOfTheJvmItselfIsLeftToIt() {
    assertThatCode(() -> outer.handle("QUIT", () -> arrived.add("quit")))
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
