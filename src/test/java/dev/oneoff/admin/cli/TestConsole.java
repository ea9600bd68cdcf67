package dev.oneoff.admin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.record.UnrecordedInvocation;
import dev.oneoff.admin.ledger.Transcript;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Optional;

/** A console that remembers what was said, and answers what it was told to answer. */
public final class TestConsole {

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final ByteArrayOutputStream talk = new ByteArrayOutputStream();
  private final Console console;
  private final Interruption interruption = interruption();
  private Transcript transcript = Transcript.NONE;

  private TestConsole(OutputStream data, String typed, boolean interactive) {
    this.console =
        new Console(
            data == null ? this.data : data,
            talk,
            new ByteArrayInputStream(typed.getBytes(UTF_8)),
            interactive);
  }

  /** Nobody is there to be asked. */
  public static TestConsole unattended() {
    return new TestConsole(null, "", false);
  }

  /** A person at a terminal, who types this. */
  public static TestConsole attended(String typed) {
    return new TestConsole(null, typed, true);
  }

  /** Data goes there. */
  static TestConsole writingTo(OutputStream data) {
    return new TestConsole(data, "", false);
  }

  /** An interruption whose process never ends. */
  public static Interruption interruption() {
    return new Interruption(
        new Interruption.Exit() {
          @Override
          public void leave() {}

          @Override
          public void halt() {}
        });
  }

  /** What is run is written down there. */
  public TestConsole writingDown(Transcript given) {
    transcript = given;
    return this;
  }

  /** An invocation of a command on this console, of which the ledger keeps no run. */
  public Invocation invocation() {
    return new UnrecordedInvocation(console, interruption, Optional.empty()) {
      @Override
      public Transcript transcript() {
        return transcript;
      }
    };
  }

  public Console console() {
    return console;
  }

  /** What stdout got. */
  public String data() {
    console.flush();
    return data.toString(UTF_8);
  }

  /** What stderr got. */
  public String talk() {
    return talk.toString(UTF_8);
  }
}
