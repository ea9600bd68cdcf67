package dev.oneoff.admin;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InterruptionTest {

  private final List<String> exits = new ArrayList<>();
  private final Interruption interruption =
      new Interruption(
          new Interruption.Exit() {
            @Override
            public void leave() {
              exits.add("leave");
            }

            @Override
            public void halt() {
              exits.add("halt");
            }
          });

  @Test
  void withoutHeldWorkTheFirstRequestExits() {
    interruption.request();

    assertThat(exits).containsExactly("leave");
  }

  @Test
  void heldWorkContinuesToItsNextCheckpoint() {
    try (Interruption.Hold hold = interruption.hold()) {
      interruption.request();

      assertThat(exits).isEmpty();
      assertThat(interruption.requested()).isTrue();
      assertThatThrownBy(interruption::checkpoint).is(because(AdminException.Cause.INTERRUPTED));
    }
  }

  @Test
  void pendingMessagesArePrintedBeforeTheHalt() {
    interruption.lastWords(() -> exits.add("last words"));
    try (Interruption.Hold hold = interruption.hold()) {
      interruption.request();
      interruption.request();
    }

    assertThat(exits).containsExactly("last words", "halt");
  }

  @Test
  void theSecondRequestHaltsHeldWorkToo() {
    try (Interruption.Hold hold = interruption.hold()) {
      interruption.request();
      interruption.request();
    }

    assertThat(exits).containsExactly("halt");
  }

  @Test
  void afterTheLastHoldARequestExitsAgain() {
    Interruption.Hold outer = interruption.hold();
    Interruption.Hold inner = interruption.hold();
    inner.close();
    outer.close();

    interruption.request();

    assertThat(exits).containsExactly("leave");
  }

  @Test
  void oneHoldIsEnough() {
    Interruption.Hold outer = interruption.hold();
    interruption.hold().close();

    interruption.request();

    assertThat(exits).isEmpty();
    outer.close();
  }

  @Test
  void noWorkStartsAfterARequest() {
    try (Interruption.Hold hold = interruption.hold()) {
      interruption.request();

      assertThatThrownBy(interruption::hold).isInstanceOf(AdminException.class);
    }
    assertThatThrownBy(interruption::hold).isInstanceOf(AdminException.class);
  }

  @Test
  void withoutARequestCheckpointsAndPausesPass() {
    assertThatCode(interruption::checkpoint).doesNotThrowAnyException();
    assertThatCode(() -> interruption.sleep(1, TimeUnit.MILLISECONDS)).doesNotThrowAnyException();
    assertThat(interruption.requested()).isFalse();
  }

  @Test
  void aRequestEndsAPause() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (Interruption.Hold hold = interruption.hold()) {
      CountDownLatch pausing = new CountDownLatch(1);
      Future<?> paused =
          threads.submit(
              () -> {
                pausing.countDown();
                interruption.sleep(1, TimeUnit.DAYS);
              });
      pausing.await();

      interruption.request();

      assertThatThrownBy(() -> paused.get(1, TimeUnit.MINUTES))
          .hasCauseInstanceOf(AdminException.class);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anInterruptedThreadStopsWaitingAndStaysInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> interruption.sleep(1, TimeUnit.DAYS))
        .is(because(AdminException.Cause.INTERRUPTED));
    assertThat(Thread.interrupted()).isTrue();
  }
}
