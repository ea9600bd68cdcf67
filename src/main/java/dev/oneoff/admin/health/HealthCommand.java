package dev.oneoff.admin.health;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.ExitCode;
import dev.oneoff.admin.cli.FormatOption;
import dev.oneoff.admin.cli.format.RowPrinter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code health}. */
@AutoService(AdminCommand.class)
@Command(
    name = "health",
    description =
        "Runs the service's own health checks in a process of their own. Ends with 5 when one is down.")
public final class HealthCommand implements ApplicationCommand {

  @Mixin FormatOption format;

  @Override
  public ExitCode run(Console console, Application application) throws Exception {
    Health health = application.create(HealthChecks.class).ask();
    RowPrinter rows = console.rows(format.format(), List.of("check", "up", "data"));
    health.checks().forEach(check -> rows.row(List.of(check.name(), check.up(), check.data())));
    rows.end();
    console.say(health.up() ? "The service is up." : "The service is down.");
    return health.up() ? ExitCode.DONE : ExitCode.NOT_AS_REQUIRED;
  }
}
