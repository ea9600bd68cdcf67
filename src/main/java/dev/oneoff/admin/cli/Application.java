package dev.oneoff.admin.cli;

import dev.oneoff.admin.Settings;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine;

/**
 * The booted service: what an {@link ApplicationCommand} receives. A request context is active
 * while it runs.
 */
public final class Application {

  private final ArcContainer container = Arc.container();

  Application() {}

  public Settings settings() {
    return new Settings(ConfigProvider.getConfig());
  }

  /**
   * An object as quarkus-picocli's factory makes it: a bean where the class is one, with what it
   * injects.
   */
  public <T> T create(Class<T> type) throws Exception {
    return container.instance(CommandLine.IFactory.class).get().create(type);
  }
}
