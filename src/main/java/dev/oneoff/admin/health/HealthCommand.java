package dev.oneoff.admin.health;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.AsTheServer;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.option.DurationOption;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.start.Extension;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code health}. */
@AutoService(AdminCommand.class)
@Command(
    name = "health",
    description =
        "Runs the service's health checks in a process of their own, or asks a running server. With --wait-timeout, waits until all are up. Exits with 5 if one is down.")
public final class HealthCommand implements ApplicationCommand, AsTheServer {

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Asks the server at this address instead: http://localhost:8080, or the full address of its health checks.")
  @Nullable URI url;

  @Option(
      names = "--wait-timeout",
      paramLabel = "DURATION",
      defaultValue = "0s",
      converter = DurationOption.class,
      description = "How long to wait at most, as in 30s or 5m. Default: ${DEFAULT-VALUE}.")
  Duration waitTimeout = Duration.ZERO;

  @Mixin FormatOption format;

  @Override
  public void check(Invocation invocation) {
    if (url != null) {
      ServerHealth.requireUsable(url);
    } else {
      Extension.HEALTH.require(
          "This service has no health checks. Those of another one are asked with --url.");
    }
  }

  @Override
  public Optional<ExitCode> unbooted(Invocation invocation) {
    return url == null
        ? Optional.empty()
        : Optional.of(answer(invocation, new ServerHealth(url)::ask));
  }

  @Override
  public ExitCode run(Invocation invocation, Application application) {
    return answer(invocation, new HealthChecks()::ask);
  }

  private ExitCode answer(Invocation invocation, Waiting.Asked asked) {
    Console console = invocation.console();
    Health health = new Waiting(invocation.interruption(), console::say).until(waitTimeout, asked);
    RowPrinter rows = console.rows(format.format(), List.of("check", "up", "data"));
    health.checks().forEach(check -> rows.row(List.of(check.name(), check.up(), check.data())));
    rows.end();
    console.say(health.up() ? "The service is up." : "The service is down.");
    return health.up() ? ExitCode.DONE : ExitCode.NOT_AS_REQUIRED;
  }
}
