package dev.oneoff.admin.shell;

import dev.oneoff.QuarkusDatabase;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.TestApplication;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.terminal.LineEditor;
import dev.oneoff.admin.cli.terminal.TypedKeys;
import dev.oneoff.admin.cli.terminal.WriteWords;
import dev.oneoff.admin.cli.write.RowBudget;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.shell.engine.Explanation;
import dev.oneoff.admin.shell.prompt.JavaColours;
import dev.oneoff.admin.shell.prompt.JavaLines;
import io.quarkus.arc.Arc;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jline.reader.Candidate;
import org.jline.reader.Parser;

/** A shell in the process of a test, on the service of a {@code @QuarkusTest}. */
final class TestShell {

  private static final RowBudget NO_BUDGET = new RowBudget(OptionalLong.empty(), 1000);

  private final TestConsole console;
  private final ShellSession session;
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private int seen;
  private int said;

  private TestShell(TestConsole console, WriteWindow window, boolean unmask, RowBudget budget)
      throws Exception {
    this.console = console;
    Arc.container().requestContext().activate();
    if (unmask) {
      TestApplication.unmasked(console.console());
    }
    session =
        ShellWiring.open(
            console.invocation(),
            TestApplication.of(console.console(), database()),
            new ShellRequest(window, unmask, Format.CSV, ShellRequest.PAGE, budget));
  }

  static TestShell reading() throws Exception {
    return new TestShell(TestConsole.unattended(), WriteWindow.closed(), false, NO_BUDGET);
  }

  static TestShell unmasked() throws Exception {
    return new TestShell(TestConsole.unattended(), WriteWindow.closed(), true, NO_BUDGET);
  }

  static TestShell writing() throws Exception {
    return writing(OptionalLong.empty(), 1000);
  }

  /**
   * One whose statements overwrite so many rows.
   *
   * @param given by whoever began it
   * @param unasked without that
   */
  static TestShell writing(OptionalLong given, long unasked) throws Exception {
    return new TestShell(
        TestConsole.unattended(),
        WriteWindow.opened("a test"),
        false,
        new RowBudget(given, unasked));
  }

  /** The same with a person at it, who answers this. */
  static TestShell writing(long unasked, String answers) throws Exception {
    return new TestShell(
        TestConsole.attended(answers),
        WriteWindow.opened("a test"),
        false,
        new RowBudget(OptionalLong.empty(), unasked));
  }

  static Database database() {
    return QuarkusDatabase.of("test");
  }

  ShellSession session() {
    return session;
  }

  /** What is shown of a snippet that has been compiled already; of one that fails, why. */
  String shown(Callable<Object> compiled) {
    try {
      session.values().print(compiled.call());
    } catch (Exception e) {
      console
          .console()
          .say(
              String.valueOf(
                  Explanation.of(e, "Line 1", database().failure(), console.console().unmasked())
                      .getMessage()));
    }
    session.end();
    return printed();
  }

  /** What a person sees who presses these keys at the prompt, and saves each text as it is. */
  String typed(String keys) throws Exception {
    return prompted(keys, text -> text, ShellPrompt::run);
  }

  /** What a person sees whose editor changes a text like this. */
  String typed(String keys, UnaryOperator<String> texts) throws Exception {
    return prompted(keys, texts, ShellPrompt::run);
  }

  /** What these keys leave on the terminal itself, without what runs. */
  String screen(String keys) throws Exception {
    screen.reset();
    typed(keys);
    return screen.toString(StandardCharsets.UTF_8);
  }

  /** What is seen of a file that is run before the first prompt, and of these keys. */
  String read(String file, String keys) throws Exception {
    return prompted(
        keys,
        text -> text,
        prompt -> {
          prompt.runFile(file);
          prompt.run();
        });
  }

  private String prompted(String keys, UnaryOperator<String> texts, Consumer<ShellPrompt> use)
      throws Exception {
    LineEditor.Language java =
        LineEditor.Language.of(
            new JavaLines(session.engine()), session.completer(), new JavaColours());
    try (LineEditor editor = TypedKeys.editor(java, keys, screen)) {
      use.accept(
          new ShellPrompt(
              session,
              console.console(),
              console.invocation().interruption(),
              editor,
              new ShellWords(
                  session,
                  console.console(),
                  editor,
                  new WriteWords(console.invocation(), session.window(), true)),
              "orders",
              Optional.empty(),
              texts));
    }
    return printed();
  }

  /** What Tab offers where the bar stands, in its order. */
  List<String> completed(String typed) {
    int bar = typed.indexOf('|');
    String line = typed.replace("|", "");
    List<Candidate> candidates = new ArrayList<>();
    session
        .completer()
        .complete(
            null,
            new JavaLines(session.engine())
                .parse(line, bar < 0 ? line.length() : bar, Parser.ParseContext.COMPLETE),
            candidates);
    return candidates.stream().sorted().map(Candidate::displ).toList();
  }

  /** Runs it, and gives what it printed and said, a failure's sentence too. */
  String run(String code) {
    try {
      new Script(session, code).run();
    } catch (AdminException e) {
      console.console().say(String.valueOf(e.getMessage()));
    }
    return printed();
  }

  private String printed() {
    String data = console.data();
    String talk = console.talk();
    String all = data.substring(seen) + talk.substring(said);
    seen = data.length();
    said = talk.length();
    return all;
  }

  void close() {
    session.close();
    Arc.container().requestContext().terminate();
  }
}
