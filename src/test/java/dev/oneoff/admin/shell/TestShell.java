package dev.oneoff.admin.shell;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.TestApplication;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.terminal.LineEditor;
import dev.oneoff.admin.cli.terminal.TypedKeys;
import dev.oneoff.admin.cli.terminal.WriteWords;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.shell.prompt.JavaColours;
import dev.oneoff.admin.shell.prompt.JavaCompleter;
import dev.oneoff.admin.shell.prompt.JavaLines;
import io.quarkus.arc.Arc;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.ConfigProvider;

/** A shell in the process of a test, on the service of a {@code @QuarkusTest}. */
final class TestShell {

  private final TestConsole console = TestConsole.unattended();
  private final ShellSession session;
  private int seen;
  private int said;

  private TestShell(WriteWindow window, boolean unmask) throws Exception {
    Arc.container().requestContext().activate();
    if (unmask) {
      TestApplication.unmasked(console.console());
    }
    session =
        ShellSession.open(
            console.console(),
            TestApplication.of(console.console(), database()),
            new Asked(window, unmask, Format.CSV, Asked.PAGE));
  }

  static TestShell reading() throws Exception {
    return new TestShell(WriteWindow.closed(), false);
  }

  static TestShell unmasked() throws Exception {
    return new TestShell(WriteWindow.closed(), true);
  }

  static TestShell writing() throws Exception {
    return new TestShell(WriteWindow.opened("a test"), false);
  }

  static Database database() {
    Settings quarkus = new Settings(ConfigProvider.getConfig());
    Map<String, String> values = new HashMap<>(Map.of("oneoff.environment", "test"));
    for (String key : new String[] {"jdbc.url", "username", "password"}) {
      values.put(
          "quarkus.datasource." + key, quarkus.text("quarkus.datasource." + key).orElseThrow());
    }
    return new Database(TestDatabase.settingsOf(values), "test", sentence -> {});
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
            new JavaLines(session.engine()),
            new JavaCompleter(session.engine(), ShellWords.ALL),
            new JavaColours());
    try (LineEditor editor = TypedKeys.editor(java, keys)) {
      use.accept(
          new ShellPrompt(
              session,
              console.console(),
              editor,
              new ShellWords(
                  session,
                  console.console(),
                  editor,
                  new WriteWords(console.console(), session.window(), true)),
              "orders",
              Optional.empty(),
              texts));
    }
    return printed();
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
