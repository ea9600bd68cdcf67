package dev.oneoff.admin.database.pool;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.Settings;
import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.build.compatible.spi.AnnotationBuilder;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Creates a {@link NamedPoolInterceptor} for each named datasource while the service is built: a
 * datasource looks up its interceptors by its name, which only the service knows.
 */
@AutoService(BuildCompatibleExtension.class)
public final class NamedPoolExtension implements BuildCompatibleExtension {

  @Synthesis
  public void cover(SyntheticComponents components) {
    for (String name : Datasource.names(new Settings(ConfigProvider.getConfig()).names())) {
      components
          .addBean(NamedPoolInterceptor.class)
          .type(AgroalPoolInterceptor.class)
          .scope(Singleton.class)
          .qualifier(AnnotationBuilder.of(DataSource.class).value(name).build())
          .createWith(NamedPoolInterceptor.Creator.class);
    }
  }
}
