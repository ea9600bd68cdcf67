package dev.oneoff.admin.sql;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.ExitCode;
import dev.oneoff.admin.cli.FormatOption;
import dev.oneoff.admin.cli.ParamOption;
import dev.oneoff.admin.cli.Recorded;
import dev.oneoff.admin.cli.UnmaskOption;
import dev.oneoff.admin.cli.WriteOption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.session.SensitiveFields;
import dev.oneoff.admin.database.session.SqlSession;
import dev.oneoff.admin.database.session.SqlValues;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.sql.prompt.SqlPrompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sql}. */
@AutoService(AdminCommand.class)
@Recorded
@Command(
    name = "sql",
    description = {
      "Runs SQL against the service's database: reading only, unless --write says otherwise.",
      "Statements end with a semicolon. Each is a transaction of its own; the first that fails ends the rest.",
      "On a terminal, without -c and FILE, it is a prompt."
    })
public final class SqlCommand implements DatabaseCommand {

  /** Where the statements come from. */
  static final class From {
    @Option(
        names = "-c",
        paramLabel = "CODE",
        description = "Runs this, instead of a file or standard input.")
    @Nullable String statements;

    @Parameters(
        paramLabel = "FILE",
        arity = "0..1",
        description = "A file of statements; '-' is stdin, which is the default in a pipe.")
    @Nullable String file;

    @Option(
        names = "--psql",
        description =
            "Hands over to the psql that is installed here, with DATABASE_READONLY_URL or with --write.")
    boolean psql;
  }

  @ArgGroup From from = new From();

  @Mixin ParamOption parameters;
  @Mixin FormatOption format;
  @Mixin WriteOption write;
  @Mixin UnmaskOption unmask;

  @Override
  public ExitCode run(Console console, Database database) throws Exception {
    WriteWindow window = write.window(console);
    if (from.psql) {
      return new Psql(database, console).run(window);
    }
    SqlValues.Masking masking =
        unmask.unmask(console) ? SqlValues.Masking.NONE : SensitiveFields.read()::column;
    ReadOnlyAdvice.give(database, window, console);
    if (from.statements == null && from.file == null && console.interactive()) {
      new SqlPrompt(console, database, window, masking, parameters.values()).run();
      return ExitCode.DONE;
    }
    try (SqlSession session = new SqlSession(database, window, masking)) {
      SqlRun run = new SqlRun(console, session, window);
      run.all(script(console), parameters.values(), format.format());
    }
    return ExitCode.DONE;
  }

  private String script(Console console) {
    if (from.statements != null) {
      return from.statements;
    }
    if (from.file == null || from.file.equals("-")) {
      return console.readAll();
    }
    try {
      return Files.readString(Path.of(from.file));
    } catch (IOException e) {
      throw AdminException.usage("The file " + from.file + " cannot be read: " + e + ".");
    }
  }
}
