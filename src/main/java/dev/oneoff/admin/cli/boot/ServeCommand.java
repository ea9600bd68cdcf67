package dev.oneoff.admin.cli.boot;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Mode;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.StandaloneCommand;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.setting.UnknownSettings;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The top rung: the whole service, until it is stopped. */
@AutoService(AdminCommand.class)
@Command(name = "serve", description = "Serves HTTP; the same as no arguments at all.")
public final class ServeCommand implements StandaloneCommand {

  @Parameters(
      paramLabel = "ARGUMENT",
      description =
          "For the service's own main class, if it has one; after '--' also what looks like an option.")
  List<String> arguments = List.of();

  @Spec CommandSpec spec;

  @Override
  public ExitCode run(Console console) {
    if (!arguments.isEmpty() && !OwnMain.possible()) {
      throw new ParameterException(
          spec.commandLine(),
          "This service has no main class of its own that would take arguments.");
    }
    Mode.SERVER.enter();
    Settings settings = new Settings(ConfigProvider.getConfig());
    UnknownSettings.in(settings).forEach(sentence -> console.say("warning: " + sentence));
    return new ServerStart(settings, withoutDatabase(console, settings))
        .run(arguments.toArray(String[]::new));
  }

  /**
   * Starts the local PostgreSQL if that is the service's database.
   *
   * @return why there is none; a service that uses none starts nevertheless
   */
  private static Optional<AdminException> withoutDatabase(Console console, Settings settings) {
    try {
      if (!settings.is(OwnSetting.BOOT_FOR_SETTINGS)) {
        new Database(settings, "serve", console::say).handOver();
      }
      return Optional.empty();
    } catch (AdminException e) {
      // An address that is there and cannot be used is a mistake in any case.
      if (e.reason() != AdminException.Cause.CONFIGURATION
          || settings.value("quarkus.datasource.jdbc.url", String.class).isPresent()) {
        throw e;
      }
      return Optional.of(e);
    }
  }
}
