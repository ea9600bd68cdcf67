package dev.oneoff.admin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.ledger.Transcript;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** A console that remembers what was said, and answers what it was told to answer. */
public final class TestConsole {

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final ByteArrayOutputStream talk = new ByteArrayOutputStream();
  private final Console console;

  private TestConsole(OutputStream data, String typed, boolean interactive) {
    this.console =
        new Console(
            data == null ? this.data : data,
            talk,
            new ByteArrayInputStream(typed.getBytes(UTF_8)),
            interactive,
            interruption());
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
  public TestConsole writingDown(Transcript transcript) {
    console.transcript(transcript);
    return this;
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
