package dev.oneoff.admin.shell;

import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.terminal.HistoryFile;
import dev.oneoff.admin.cli.terminal.LineEditor;
import dev.oneoff.admin.cli.terminal.Pager;
import dev.oneoff.admin.cli.terminal.TextEditor;
import dev.oneoff.admin.cli.terminal.WriteWords;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.shell.names.ServiceBeans;
import dev.oneoff.admin.shell.prompt.JavaColours;
import dev.oneoff.admin.shell.prompt.JavaLines;
import java.sql.SQLException;
import java.util.Optional;

/** Opens a shell on a terminal, and says what is available. */
final class Interactive {

  private Interactive() {}

  static void run(ShellSession session, Invocation invocation, Application application)
      throws SQLException {
    Console console = invocation.console();
    String service = application.settings().serviceName();
    Optional<String> environment = Environment.of(application.database()).name();
    LineEditor.Language java =
        LineEditor.Language.of(
            new JavaLines(session.engine()), session.completer(), new JavaColours());
    try (LineEditor editor =
        LineEditor.open(java, HistoryFile.of(application.settings(), "shell"))) {
      welcome(session, console);
      session.large().ask(editor::ask);
      if (console.dataOnTerminal()) {
        session.page(() -> new Pager(console.data(), editor.rows(), Pager.program()));
      }
      ShellPrompt prompt =
          new ShellPrompt(
              session,
              console,
              invocation.interruption(),
              editor,
              new ShellWords(session, console, editor, words(session, invocation, application)),
              service,
              environment,
              TextEditor::edit);
      StartFiles.run(prompt, console);
      prompt.run();
    }
  }

  // Its pools have one role from the boot on.
  private static WriteWords words(
      ShellSession session, Invocation invocation, Application application) {
    boolean writer =
        session.window().isOpen() || application.database().readOnlyLocation().isEmpty();
    return new WriteWords(invocation, session.window(), writer);
  }

  private static void welcome(ShellSession session, Console console) {
    console.showRows(
        "Entities: " + String.join(", ", session.names().entities().byName().keySet()) + ".");
    console.showRows(
        "Beans: "
            + ServiceBeans.ENTITY_MANAGER
            + ", "
            + String.join(", ", session.names().beans().named().keySet())
            + ".");
    console.showRows(
        "Also bean(Type.class), tx(() -> …), sql(\"…\"), page(query), more(), _; :help.");
    console.say(
        session.window().isOpen()
            ? "This shell can write."
            : "This shell is read-only; :write 10m \"reason\" opens a write window.");
  }
}
