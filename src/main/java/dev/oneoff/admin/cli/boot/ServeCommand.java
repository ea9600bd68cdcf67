package dev.oneoff.admin.cli.boot;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Mode;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.StandaloneCommand;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.setting.UnknownSettings;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;

/** The top rung: the whole service, until it is stopped. */
@AutoService(AdminCommand.class)
@Command(name = "serve", description = "Serves HTTP; the same as no arguments at all.")
public final class ServeCommand implements StandaloneCommand {

  @Override
  public ExitCode run(Console console) {
    Mode.SERVER.enter();
    Settings settings = new Settings(ConfigProvider.getConfig());
    UnknownSettings.in(settings).forEach(sentence -> console.say("warning: " + sentence));
    if (!settings.is(OwnSetting.BOOT_FOR_SETTINGS)) {
      // Reports right away, in a sentence, that no database is configured, and starts the local
      // PostgreSQL if that is the one.
      new Database(settings, "serve", console::say).handOver();
    }
    new ServerStart(settings).run();
    return ExitCode.DONE;
  }
}
