package dev.oneoff.admin.cli;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.output.OutputClosed;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {

  @Test
  void dataAndMessagesGoToSeparateStreamsInUtf8() throws IOException {
    TestConsole console = TestConsole.unattended();

    console.console().data().append("日本\n");
    console.console().say("Grüße.");

    assertThat(console.data()).isEqualTo("日本\n");
    assertThat(console.talk()).isEqualTo("Grüße.\n");
  }

  @Test
  void aListenerHearsWhatIsSaidFromThenOn() {
    List<String> heard = new ArrayList<>();
    Console console = TestConsole.unattended().console();
    console.say("one");
    console.listen(heard::add);
    console.say("two");

    assertThat(heard).containsExactly("two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Broken pipe", "The pipe is being closed", "write failed, errno: EPIPE"})
  void aReaderThatIsGoneClosesTheOutput(String words) {
    Console console = TestConsole.writingTo(new Failing(words)).console();

    assertThatThrownBy(() -> printMuch(console, Format.CSV)).isInstanceOf(OutputClosed.class);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void everyFormatReportsAClosedOutput(Format format) {
    Console console = TestConsole.writingTo(new Failing("Broken pipe")).console();

    assertThatThrownBy(() -> printMuch(console, format)).isInstanceOf(OutputClosed.class);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void aFullDiskIsAFailure(Format format) {
    Console console = TestConsole.writingTo(new Failing("No space left on device")).console();

    assertThatThrownBy(() -> printMuch(console, format))
        .is(because(AdminException.Cause.FAILED))
        .hasMessage("Standard output cannot be written: No space left on device.");
  }

  @Test
  void anAnswerHasNoLineEnd() {
    TestConsole console = TestConsole.attended("production \r\nmore");

    assertThat(console.console().ask("Which? ")).isEqualTo("production");
    assertThat(console.talk()).isEqualTo("Which? ");
    assertThat(console.data()).isEmpty();
  }

  @Test
  void endOfInputIsNotAnAnswer() {
    assertThat(TestConsole.attended("").console().ask("Which? ")).isEmpty();
  }

  @Test
  void twoQuestionsGetTwoAnswers() {
    Console console = TestConsole.attended("one\ntwo\n").console();

    assertThat(console.ask("First? ")).isEqualTo("one");
    assertThat(console.ask("Second? ")).isEqualTo("two");
  }

  @Test
  void withoutATerminalNoQuestionIsAsked() {
    TestConsole console = TestConsole.unattended();

    assertThatThrownBy(() -> console.console().ask("Which? "))
        .is(because(AdminException.Cause.REFUSED));
    assertThat(console.talk()).isEmpty();
  }

  private static void printMuch(Console console, Format format) {
    RowPrinter rows = console.rows(format, List.of("text"));
    for (int i = 0; i < 2000; i++) {
      rows.row(List.of("a row that fills the buffer"));
    }
    rows.end();
  }

  private static final class Failing extends OutputStream {
    private final String words;

    Failing(String words) {
      this.words = words;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException(words);
    }
  }
}
