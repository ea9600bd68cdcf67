package dev.oneoff.admin.cli;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.parse.Arguments;
import dev.oneoff.admin.cli.parse.OwnOptions;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.pool.StartupGuard;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine;

/**
 * The booted service: what an {@link ApplicationCommand} receives. A request context is active
 * while it runs.
 */
public final class Application {

  private final ArcContainer container = Arc.container();
  private final Console console;
  private final Arguments arguments;
  private final Database database;

  public Application(Console console, Arguments arguments, Function<Settings, Database> database) {
    this.console = console;
    this.arguments = arguments;
    this.database = database.apply(settings());
  }

  /** The service has started: what kept its start from writing ends. */
  public void letWrite() {
    container.instance(StartupGuard.class).get().lift();
  }

  /** The service's database, over plain connections. */
  public Database database() {
    return database;
  }

  /** The arguments of the command. */
  public Arguments arguments() {
    return arguments;
  }

  /**
   * Sets an object's picocli options: from {@link Arguments#words()} as they were given to this
   * command, or from {@link Arguments#masked()} as they were recorded; a value that was masked is
   * taken from its variable or asked for again.
   *
   * @throws dev.oneoff.admin.AdminException {@code USAGE} if they do not fit
   */
  public void fill(Object options, List<String> words) {
    OwnOptions.fill(options, words, console);
  }

  /**
   * The current values of an object's picocli options by name, defaults included; sensitive ones
   * are masked.
   */
  public Map<String, String> values(Object options) {
    return OwnOptions.values(options);
  }

  public Settings settings() {
    return new Settings(ConfigProvider.getConfig());
  }

  /**
   * An object as quarkus-picocli's factory creates it: a bean, with its injected fields, if the
   * class is one.
   */
  public <T> T create(Class<T> type) throws Exception {
    return container.instance(CommandLine.IFactory.class).get().create(type);
  }
}
