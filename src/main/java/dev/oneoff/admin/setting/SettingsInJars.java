package dev.oneoff.admin.setting;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.AbstractLocationConfigSourceLoader;
import io.smallrye.config.ConfigurableConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.PropertiesConfigSourceLoader;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;
import org.jspecify.annotations.Nullable;

/**
 * Reads the class path's configuration files by URL if all of them are in jars. SmallRye Config
 * opens a jar as a file system to read one file from it, with an object for each of its tens of
 * thousands of entries, and does so for each file and each time Quarkus creates its configuration.
 * What is read, and its precedence, stays the same; only at exactly the same ordinal a file now
 * comes before a discovered source.
 */
@StaticInitSafe
public final class SettingsInJars implements SmallRyeConfigBuilderCustomizer {

  private static final String SERVICE = "application.properties";
  private static final String DEFAULTS = "META-INF/microprofile-config.properties";

  /**
   * Providers are called after all customizers, Quarkus's own included, and before the builder adds
   * its default sources: only then is it known whether they are wanted.
   */
  @Override
  public void configBuilder(SmallRyeConfigBuilder builder) {
    ConfigSourceProvider files = loader -> instead(builder, loader);
    builder.withSources(files);
  }

  private static List<ConfigSource> instead(
      SmallRyeConfigBuilder builder, @Nullable ClassLoader given) {
    ClassLoader loader = given == null ? ClassLoader.getSystemClassLoader() : given;
    if (!builder.isAddDefaultSources() || !inJar(loader, SERVICE) || !inJar(loader, DEFAULTS)) {
      return List.of();
    }
    builder.setAddDefaultSources(false).setAddPropertiesSources(false).addSystemSources();
    List<ConfigSource> sources = new ArrayList<>(besideTheJar(loader));
    sources.addAll(new Files().named(SERVICE, 250, loader));
    sources.addAll(new Files().named(DEFAULTS, 100, loader));
    return sources;
  }

  private static boolean inJar(ClassLoader loader, String name) {
    return loader.resources(name).allMatch(SettingsInJars::isInJar);
  }

  private static boolean isInJar(URL file) {
    try {
      return file.toURI().getScheme().equals("jar");
    } catch (URISyntaxException e) {
      // A class loader that does not encode spaces.
      return false;
    }
  }

  private static List<ConfigSource> besideTheJar(ClassLoader loader) {
    URI file = Path.of(System.getProperty("user.dir"), "config", SERVICE).toUri();
    return PropertiesConfigSourceLoader.inFileSystem(file.toString(), 260, loader);
  }

  /** Those with one name, and next to each the ones of the profiles. */
  private static final class Files extends AbstractLocationConfigSourceLoader {

    List<ConfigSource> named(String name, int ordinal, ClassLoader loader) {
      return loader.resources(name).flatMap(file -> withProfiles(file, ordinal)).toList();
    }

    private Stream<ConfigSource> withProfiles(URL file, int ordinal) {
      try {
        ConfigSource plain = loadConfigSource(file, ordinal);
        return Stream.of(
            plain,
            new ConfigurableConfigSource(
                new ConfigurableProfileConfigSourceFactory(file.toURI(), plain.getOrdinal())));
      } catch (IOException | URISyntaxException e) {
        throw new IllegalArgumentException("'" + file + "' cannot be read.", e);
      }
    }

    @Override
    protected String[] getFileExtensions() {
      return new String[] {"properties"};
    }

    @Override
    protected ConfigSource loadConfigSource(URL url, int ordinal) throws IOException {
      return new PropertiesConfigSource(url, ordinal);
    }
  }
}
