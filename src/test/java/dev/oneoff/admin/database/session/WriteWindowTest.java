package dev.oneoff.admin.database.session;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException.Cause;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WriteWindowTest {

  @Test
  void itClosesByItself() {
    WriteWindow window = WriteWindow.closed();
    window.open(Duration.ofMillis(200), "a test");
    Awaitility.await().until(() -> !window.isOpen());

    assertThat(window.reason()).isEmpty();
    assertThat(window.left()).isEmpty();
  }

  @Test
  void openingItNeedsAReason() {
    WriteWindow window = WriteWindow.closed();

    assertThatThrownBy(() -> window.open(Duration.ofMinutes(1), " ")).is(because(Cause.USAGE));
    assertThatThrownBy(() -> window.open(Duration.ZERO, "why")).is(because(Cause.USAGE));
    assertThat(window.isOpen()).isFalse();
  }

  @Test
  void itReportsItsReasonAndDuration() {
    WriteWindow window = WriteWindow.closed();
    window.open(Duration.ofMinutes(10), " a typo in order 7 ");

    assertThat(window.reason()).contains("a typo in order 7");
    assertThat(window.left().orElseThrow())
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    window.close();
    assertThat(window.isOpen()).isFalse();
  }
}
