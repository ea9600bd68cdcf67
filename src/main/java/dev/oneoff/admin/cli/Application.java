package dev.oneoff.admin.cli;

import dev.oneoff.admin.Settings;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.stream.Stream;
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

  /** The service's bean of this type. */
  public <T> T bean(Class<T> type, Annotation... qualifiers) {
    return CDI.current().select(type, qualifiers).get();
  }

  /** All of the service's beans of this type. */
  public <T> Stream<T> beans(TypeLiteral<T> type, Annotation... qualifiers) {
    return CDI.current().select(type, qualifiers).stream();
  }

  /**
   * An object as quarkus-picocli's factory makes it: a bean where the class is one, with what it
   * injects.
   */
  public <T> T create(Class<T> type) throws Exception {
    return container.instance(CommandLine.IFactory.class).get().create(type);
  }
}
