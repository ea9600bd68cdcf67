package dev.oneoff.admin.shell;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.ExitCode;
import dev.oneoff.admin.cli.FormatOption;
import dev.oneoff.admin.cli.Recorded;
import dev.oneoff.admin.cli.UnmaskOption;
import dev.oneoff.admin.cli.WriteOption;
import dev.oneoff.admin.shell.engine.JavaModules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code shell}. */
@Recorded
@AutoService(AdminCommand.class)
@Command(
    name = "shell",
    description =
        "Runs Java with the service's beans and entities: what is typed, a script, or standard input.")
public final class ShellCommand implements ApplicationCommand {

  @Option(
      names = "-c",
      paramLabel = "CODE",
      description = "Runs this, instead of a file or standard input.")
  @Nullable String code;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Runs this script; - is standard input.")
  @Nullable String file;

  @Mixin WriteOption write = new WriteOption();
  @Mixin UnmaskOption unmask = new UnmaskOption();
  @Mixin FormatOption format = new FormatOption();

  @Override
  public void check(Console console) {
    if (code != null && file != null) {
      throw AdminException.usage("Code comes with -c or from a file, not both.");
    }
    asked(console);
    JavaModules.require();
  }

  @Override
  public ExitCode run(Console console, Application application) throws Exception {
    boolean typed = typed(console);
    try (ShellSession session = ShellSession.open(console, application, asked(console))) {
      if (typed) {
        Interactive.run(session, console, application);
      } else {
        new Script(session, script(console)).run();
      }
    }
    return ExitCode.DONE;
  }

  private Asked asked(Console console) {
    return new Asked(
        write.window(console),
        unmask.unmask(console),
        format.format(),
        typed(console) ? Asked.PAGE : Asked.ALL_ROWS);
  }

  private boolean typed(Console console) {
    return code == null && file == null && console.interactive();
  }

  private String script(Console console) throws IOException {
    if (code != null) {
      return code;
    }
    if (file == null || file.equals("-")) {
      return console.readAll();
    }
    Path path = Path.of(file);
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw AdminException.configuration("There is no script to read at " + path + ".");
    }
    return Files.readString(path);
  }
}
