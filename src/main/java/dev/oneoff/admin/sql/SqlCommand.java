package dev.oneoff.admin.sql;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.ReadsOnly;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.cli.option.ParamOption;
import dev.oneoff.admin.cli.option.ScriptOptions;
import dev.oneoff.admin.cli.option.UnmaskOption;
import dev.oneoff.admin.cli.option.WriteOption;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.cli.write.ReadOnlyAdvice;
import dev.oneoff.admin.cli.write.RowBudget;
import dev.oneoff.admin.cli.write.RowsAtMostOption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.sensitive.SensitiveFields;
import dev.oneoff.admin.database.session.SqlSession;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.sql.prompt.PromptScript;
import dev.oneoff.admin.sql.prompt.SqlPrompt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sql}. */
@AutoService(AdminCommand.class)
@Recorded(statements = true)
@Command(
    name = "sql",
    description = {
      "Runs SQL against the service's database, read-only unless --write is given.",
      "Statements end with a semicolon. Each runs in a transaction of its own; nothing runs after one that fails.",
      "On a terminal, without -c and FILE, it opens a prompt. The prompt's \\d and \\dt also work with -c, in FILE or on stdin, one per script."
    })
public final class SqlCommand implements DatabaseCommand, ReadsOnly {

  @Mixin ScriptOptions script;

  @Option(
      names = "--psql",
      description = "Opens the installed psql instead, with DATABASE_READONLY_URL or with --write.")
  boolean psql;

  @Mixin RowsAtMostOption rowsAtMost = new RowsAtMostOption();
  @Mixin ParamOption parameters;
  @Mixin FormatOption format;
  @Mixin WriteOption write;
  @Mixin UnmaskOption unmask;

  @Override
  public boolean readsOnly() {
    return !write.write();
  }

  @Override
  public ExitCode run(Invocation invocation, Database database) throws Exception {
    Console console = invocation.console();
    WriteWindow window = write.window(invocation);
    script.check();
    if (psql && script.given()) {
      throw AdminException.usage(
          "psql asks for its statements itself: --psql takes no -c and no file.");
    }
    if (psql && rowsAtMost.given()) {
      throw AdminException.usage("psql does not limit writes: --psql takes no --rows-at-most.");
    }
    rowsAtMost.check(write.write() || !script.given());
    if (psql) {
      return new Psql(database, invocation).run(window);
    }
    RowBudget budget = rowsAtMost.budget(database.settings());
    Masking masking = unmask.unmask(invocation) ? Masking.NONE : SensitiveFields.read()::column;
    ReadOnlyAdvice.give(database, window, console);
    if (script.typed(console)) {
      new SqlPrompt(invocation, database, window, masking, parameters.values(), budget).run();
      return ExitCode.DONE;
    }
    String statements = script.read(console);
    if (PromptScript.is(statements)) {
      new PromptScript(database, masking).print(statements, format.format(), console);
      return ExitCode.DONE;
    }
    try (SqlSession session = new SqlSession(database, window, masking)) {
      SqlRun run = new SqlRun(invocation, session, window, budget);
      run.all(statements, parameters.values(), format.format());
    }
    return ExitCode.DONE;
  }
}
