package dev.oneoff.admin.cli.boot;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.Mode;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.AsTheServer;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.ReadsOnly;
import dev.oneoff.admin.cli.SettingsCommand;
import dev.oneoff.admin.cli.StandaloneCommand;
import dev.oneoff.admin.cli.parse.Arguments;
import dev.oneoff.admin.cli.record.ExplainedWork;
import dev.oneoff.admin.cli.record.RecordedWords;
import dev.oneoff.admin.cli.record.Recorder;
import dev.oneoff.admin.cli.record.UnrecordedInvocation;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.address.DatabaseUrlSource;
import dev.oneoff.admin.setting.UnknownSettings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Gives a command as much of the application as it declares, and no more. */
public final class Rungs {

  private final Console console;
  private final Interruption interruption;
  private final String commandName;
  private final Arguments arguments;
  private final Optional<RecordedWords> recorded;

  public Rungs(
      Console console,
      Interruption interruption,
      String commandName,
      Arguments arguments,
      Optional<RecordedWords> recorded) {
    this.console = console;
    this.interruption = interruption;
    this.commandName = commandName;
    this.arguments = arguments;
    this.recorded = recorded;
  }

  public ExitCode run(AdminCommand command) throws Exception {
    if (command instanceof StandaloneCommand standalone) {
      return standalone.run(console);
    }
    Mode.COMMAND.enter();
    Secrets.areKept();
    Settings settings = new Settings(ConfigProvider.getConfig());
    requireEnabled(settings);
    RoomInContainer room = RoomInContainer.ofThisProcess(settings);
    room.require(RoomInContainer.UNBOOTED);
    UnknownSettings.in(settings).forEach(sentence -> console.say("warning: " + sentence));
    NeedlessSettings needless = new NeedlessSettings(console, settings);
    boolean bootForSettings = settings.is(OwnSetting.BOOT_FOR_SETTINGS);
    if (command instanceof ApplicationCommand application) {
      application.check(unrecorded());
      Optional<ExitCode> answered = application.unbooted(unrecorded());
      if (answered.isPresent()) {
        return answered.get();
      }
      Database database = database(settings);
      // What needs a boot to find its database can as well use all of it.
      Optional<DatabaseCommand> lower =
          bootForSettings ? Optional.empty() : application.onDatabase(database);
      if (lower.isPresent()) {
        openLog(needless);
        return run(lower.get(), database);
      }
      room.require(application.megabytes());
      needless.leaveOut();
      if (!bootForSettings) {
        handOver(database);
      }
      if (!application.callsEndpoints()) {
        ApiDescription.leaveOut();
      }
      if (!(command instanceof AsTheServer)) {
        DatabaseUrlSource.preferDirect();
      }
      boolean readsOnly = command instanceof ReadsOnly reading && reading.readsOnly();
      if (readsOnly) {
        DatabaseUrlSource.preferReadOnly();
      }
      boolean staysGuarded = readsOnly && !((ReadsOnly) command).untilTold();
      return boot(
          bootForSettings ? null : database,
          booted -> {
            LogRedaction.install(console::unmasked);
            if (!staysGuarded) {
              booted.letWrite();
            }
            return record(booted.database(), invocation -> application.run(invocation, booted));
          });
    }
    if (bootForSettings) {
      room.require(ApplicationCommand.BOOTED);
      needless.leaveOut();
      return boot(
          null,
          booted -> {
            LogRedaction.install(console::unmasked);
            return runUnbooted(command, booted.settings());
          });
    }
    openLog(needless);
    return runUnbooted(command, settings);
  }

  /** Also the database of the service's main datasource: its beans want it, whatever we work on. */
  private static void handOver(Database database) {
    database.handOver();
    if (!database.settings().ofMain()) {
      try {
        database.of(Datasource.main(database.settings().config())).handOver();
      } catch (AdminException e) {
        // The boot will say so, if anything uses it.
      }
    }
  }

  private void openLog(NeedlessSettings needless) {
    CommandLog.open(needless);
    LogRedaction.install(console::unmasked);
  }

  // Without a configured database it is found through the settings that the boot provides.
  private ExitCode boot(@Nullable Database database, Boot.Booted work) throws Exception {
    return new Boot(
            () ->
                new Application(
                    console,
                    arguments,
                    settings -> database == null ? database(settings) : database),
            work)
        .run();
  }

  private ExitCode runUnbooted(AdminCommand command, Settings settings) throws Exception {
    if (command instanceof SettingsCommand needsSettings) {
      return needsSettings.run(unrecorded(), settings);
    }
    if (command instanceof DatabaseCommand needsDatabase) {
      return run(needsDatabase, database(settings));
    }
    throw new IllegalStateException(command.getClass() + " has no rung.");
  }

  private ExitCode run(DatabaseCommand command, Database database) throws Exception {
    if (Datasource.chosen()) {
      return runOn(database, command);
    }
    Settings settings = database.settings();
    List<Datasource> all = command.datasources(settings, console::say);
    ExitCode worst = ExitCode.DONE;
    for (Datasource each : all) {
      if (all.size() > 1) {
        console.say("Datasource " + each + ":");
      }
      ExitCode code = runOn(each, database, command);
      if (code != ExitCode.DONE && code != ExitCode.NOT_AS_REQUIRED) {
        return code;
      }
      worst = worst == ExitCode.DONE ? code : worst;
    }
    return worst;
  }

  private ExitCode runOn(Datasource datasource, Database database, DatabaseCommand command)
      throws Exception {
    if (datasource.equals(database.settings().datasource())) {
      return runOn(database, command);
    }
    // As if the person had chosen it, to whom messages name commands to type.
    Datasource.choose(Optional.of(datasource));
    try {
      return runOn(database.of(datasource), command);
    } finally {
      Datasource.choose(Optional.empty());
    }
  }

  private ExitCode runOn(Database database, DatabaseCommand command) throws Exception {
    return record(database, invocation -> command.run(invocation, database));
  }

  /** Runs it in a service that is booted already. */
  public ExitCode inside(Database database, AdminCommand command) throws Exception {
    return record(database, body(database, command));
  }

  /** Runs it in a service that is booted already, to continue an unfinished run. */
  public ExitCode again(Database database, AdminCommand command, long run) throws Exception {
    return record(database, body(database, command), OptionalLong.of(run));
  }

  private Invocation.Body body(Database database, AdminCommand command) throws Exception {
    requireEnabled(new Settings(ConfigProvider.getConfig()));
    if (command instanceof ApplicationCommand needsAll) {
      needsAll.check(unrecorded());
      Application booted = new Application(console, arguments, settings -> database);
      return invocation -> needsAll.run(invocation, booted);
    }
    if (command instanceof DatabaseCommand needsDatabase) {
      return invocation -> needsDatabase.run(invocation, database);
    }
    throw new IllegalStateException(command.getClass() + " does not run in a booted service.");
  }

  private ExitCode record(Database database, Invocation.Body body) throws Exception {
    return record(database, body, OptionalLong.empty());
  }

  private ExitCode record(Database database, Invocation.Body body, OptionalLong unfinished)
      throws Exception {
    Invocation.Body explaining = new ExplainedWork(body, database);
    return recorded.isPresent()
        ? new Recorder(console, interruption, database, recorded.get(), unfinished)
            .record(explaining)
        : explaining.run(unrecorded());
  }

  private Invocation unrecorded() {
    return new UnrecordedInvocation(console, interruption, recorded.flatMap(RecordedWords::reason));
  }

  private Database database(Settings settings) {
    return new Database(settings, commandName, console::say);
  }

  private void requireEnabled(Settings settings) {
    for (String disabled : settings.namesIn(OwnSetting.DISABLED_COMMANDS)) {
      if (commandName.equals(disabled) || commandName.startsWith(disabled + " ")) {
        throw AdminException.refused(
            "'" + disabled + "' is switched off here, by " + OwnSetting.DISABLED_COMMANDS + ".");
      }
    }
  }
}
