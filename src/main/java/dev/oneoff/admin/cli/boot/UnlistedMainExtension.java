package dev.oneoff.admin.cli.boot;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.Listed;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.lang.model.AnnotationMember;
import jakarta.enterprise.lang.model.declarations.ClassInfo;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Warns, while the service is built, of a main class that {@link OwnMain} would not find: one that
 * javac did not compile, or compiled without annotation processors.
 */
@AutoService(BuildCompatibleExtension.class)
public final class UnlistedMainExtension implements BuildCompatibleExtension {

  @Enhancement(types = Object.class, withSubtypes = true, withAnnotations = QuarkusMain.class)
  public void look(ClassInfo type, Messages messages) {
    @Nullable AnnotationMember name = type.annotation(QuarkusMain.class).member("name");
    if (LaunchMode.current() != LaunchMode.TEST
        && isMain(name == null ? "" : name.asString())
        && !Listed.MAINS.read().contains(type.name())) {
      messages.warn(
          "The server will not run the main class "
              + type.name()
              + ", because no annotation processor has listed it. Set "
              + EntryPointSource.MAIN_CLASS
              + "="
              + type.name()
              + ".",
          type);
    }
  }

  // The setting itself names the toolkit's by now.
  private static boolean isMain(String name) {
    Optional<String> chosen =
        ConfigProvider.getConfig()
            .getOptionalValue(EntryPointSource.ATTRIBUTE_SETTING, String.class);
    return chosen.isPresent() ? name.equals(chosen.get()) : name.isEmpty();
  }
}
