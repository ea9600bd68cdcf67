package dev.oneoff.admin.sql.prompt;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.terminal.HistoryFile;
import dev.oneoff.admin.cli.terminal.LineEditor;
import dev.oneoff.admin.cli.terminal.LineProgress;
import dev.oneoff.admin.cli.terminal.Prompt;
import dev.oneoff.admin.cli.terminal.SqlColours;
import dev.oneoff.admin.cli.write.RowBudget;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.database.catalogue.Schema;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.session.SqlSession;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.database.statement.SqlScript;
import dev.oneoff.admin.database.statement.SqlStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads statements at a terminal and runs them, until somebody quits. */
public final class SqlPrompt {

  private final Invocation invocation;
  private final Console console;
  private final Database database;
  private final WriteWindow window;
  private final Masking masking;
  private final Map<String, String> parameters;
  private final RowBudget budget;
  private final Schema schema;
  private boolean writing;

  /**
   * A prompt that has not begun.
   *
   * @param parameters values for {@code :name}s, in any statement that has them
   */
  public SqlPrompt(
      Invocation invocation,
      Database database,
      WriteWindow window,
      Masking masking,
      Map<String, String> parameters,
      RowBudget budget) {
    this.budget = budget;
    this.invocation = invocation;
    this.console = invocation.console();
    this.database = database;
    this.window = window;
    this.masking = masking;
    this.parameters = parameters;
    this.schema = new Schema(database);
  }

  /** Until Ctrl-D or {@code \q}. A failing statement does not end it. */
  public void run() throws SQLException {
    String service = database.settings().serviceName();
    Optional<String> environment = Environment.of(database).name();
    try (LineEditor editor =
            LineEditor.open(
                LineEditor.Language.of(
                    new SqlLineParser(), new SqlCompleter(schema), new SqlColours()),
                HistoryFile.of(database.settings(), "sql"));
        SqlSession session = new SqlSession(database, window, masking)) {
      console.say(
          "SQL on " + database.location() + ". A statement ends with ';', \\? helps, \\q leaves.");
      PromptRun run = new PromptRun(invocation, editor, session, window, parameters, budget);
      PromptWords words =
          new PromptWords(
              invocation,
              editor::columns,
              editor::edit,
              editor::clear,
              window,
              new TableView(database, schema, masking::masks),
              run::again);
      while (!words.left()) {
        renew(session);
        Optional<String> line =
            editor.read(Prompt.of(service, environment, "sql", window.isOpen()));
        if (line.isEmpty()) {
          return;
        }
        renew(session);
        try {
          run.stoppably(() -> take(line.get(), words, run));
        } catch (AdminException e) {
          console.say("error: " + e.getMessage());
        }
      }
    }
  }

  // The window closes by itself, and then another role may suffice.
  private void renew(SqlSession session) {
    if (writing != window.isOpen()) {
      if (writing) {
        console.say("The write window has closed: this session is read-only again.");
      }
      writing = window.isOpen();
      session.renew();
    }
  }

  private void take(String line, PromptWords words, PromptRun run) throws SQLException {
    if (SqlLineParser.isForPrompt(line)) {
      words.take(PromptWord.of(line));
      return;
    }
    try {
      runAll(line, words, run);
    } finally {
      if (window.isOpen()) {
        schema.forget();
      }
    }
  }

  // If several were pasted, until the first one that fails.
  private void runAll(String text, PromptWords words, PromptRun run) {
    List<SqlStatement> statements = SqlScript.of(text).statements();
    LineProgress progress = new LineProgress(console, text);
    for (int i = 0; i < statements.size(); i++) {
      boolean more = true;
      try {
        run.requireNotStopped();
        progress.at(statements.get(i).line());
        more = i + 1 < statements.size();
        run.run(statements.get(i), words.view());
      } catch (AdminException e) {
        progress.failed(more);
        throw e;
      }
    }
    progress.done();
  }
}
