package dev.oneoff.admin.database.pool;

import com.google.auto.service.AutoService;
import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.build.compatible.spi.AnnotationBuilder;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Creates a {@link NamedPoolInterceptor} for each named datasource while the service is built: a
 * datasource looks up its interceptors by its name, which only the service knows.
 */
@AutoService(BuildCompatibleExtension.class)
public final class NamedPoolExtension implements BuildCompatibleExtension {

  private static final Pattern KEY =
      Pattern.compile(
          "quarkus\\.datasource\\.(?:\"([^\"]+)\"|([^.\"]+))\\.(?:db-kind|db-version|jdbc\\..+)");

  @Synthesis
  public void cover(SyntheticComponents components) {
    for (String name : names(ConfigProvider.getConfig().getPropertyNames())) {
      components
          .addBean(NamedPoolInterceptor.class)
          .type(AgroalPoolInterceptor.class)
          .scope(Singleton.class)
          .qualifier(AnnotationBuilder.of(DataSource.class).value(name).build())
          .createWith(NamedPoolInterceptor.Creator.class);
    }
  }

  /** The names of datasources, taken from the names of settings. */
  static Set<String> names(Iterable<String> settings) {
    Set<String> names = new TreeSet<>();
    for (String setting : settings) {
      Matcher key = KEY.matcher(setting);
      if (key.matches()) {
        names.add(key.group(1) == null ? key.group(2) : key.group(1));
      }
    }
    return names;
  }
}
