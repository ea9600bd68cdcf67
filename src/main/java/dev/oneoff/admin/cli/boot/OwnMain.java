package dev.oneoff.admin.cli.boot;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Listed;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.start.ServiceJars;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.Set;

/**
 * The service's own main class, which the toolkit's has taken the place of: the one that {@code
 * quarkus.package.main-class} names, or else the {@link QuarkusMain} without a name.
 */
final class OwnMain {

  private final Class<?> type;

  private OwnMain(Class<?> type) {
    this.type = type;
  }

  static Optional<OwnMain> of(Settings settings) {
    return of(named(settings), Listed.MAINS.read());
  }

  /**
   * Finds it.
   *
   * @param named by a setting: the name of a {@link QuarkusMain}, or a class
   * @param listed the service's classes that are {@link QuarkusMain}
   */
  static Optional<OwnMain> of(Optional<String> named, Set<String> listed) {
    for (String each : listed) {
      Class<?> type = load(each);
      QuarkusMain main = type.getAnnotation(QuarkusMain.class);
      if (main != null && main.name().equals(named.orElse(""))) {
        return Optional.of(new OwnMain(type));
      }
    }
    return named.map(OwnMain::load).map(OwnMain::new);
  }

  /** Whether the service may have one; settings are not needed to know that it has none. */
  static boolean possible() {
    return namedByTheBuild().isPresent() || !Listed.MAINS.read().isEmpty();
  }

  // In dev mode there is no manifest, but the setting is where the build has found it.
  private static Optional<String> named(Settings settings) {
    return namedByTheBuild().or(() -> settings.text(EntryPointSource.MAIN_CLASS));
  }

  private static Optional<String> namedByTheBuild() {
    return ServiceJars.running().map(jars -> jars.manifest().getValue(EntryPointSource.ATTRIBUTE));
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw AdminException.configuration(
          "There is no main class " + name + ", as " + EntryPointSource.MAIN_CLASS + " names it.",
          e);
    }
  }

  /** If it has no main method: then Quarkus runs it. */
  Optional<Class<? extends QuarkusApplication>> application() {
    return method().isEmpty() && QuarkusApplication.class.isAssignableFrom(type)
        ? Optional.of(type.asSubclass(QuarkusApplication.class))
        : Optional.empty();
  }

  private Optional<Method> method() {
    try {
      return Optional.of(type.getDeclaredMethod("main", String[].class))
          .filter(main -> Modifier.isStatic(main.getModifiers()));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  /** Runs its main method, and reports its failure as Java would have. */
  ExitCode run(String... arguments) {
    Method main = method().orElseThrow(this::notOne);
    Thread thread = Thread.currentThread();
    try {
      // Quarkus makes the one that it starts public.
      main.setAccessible(true);
      main.invoke(null, (Object) arguments);
      return ExitCode.DONE;
    } catch (InvocationTargetException e) {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e.getCause());
      return ExitCode.FAILED;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private AdminException notOne() {
    return AdminException.configuration(
        "The main class "
            + type.getName()
            + " has no static method main(String[]), and is no QuarkusApplication.");
  }
}
