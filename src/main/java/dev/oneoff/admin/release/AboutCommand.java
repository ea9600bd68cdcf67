package dev.oneoff.admin.release;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.database.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code about}. */
@AutoService(AdminCommand.class)
@Command(
    name = "about",
    description =
        "Shows the release, the environment and the database. Works without a database too.")
public final class AboutCommand implements DatabaseCommand {

  @Mixin FormatOption format;

  @Override
  public ExitCode run(Invocation invocation, Database database) {
    Console console = invocation.console();
    console.properties(format.format(), new About(database).facts());
    return ExitCode.DONE;
  }
}
