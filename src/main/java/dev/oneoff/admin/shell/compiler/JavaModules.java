package dev.oneoff.admin.shell.compiler;

import dev.oneoff.admin.AdminException;
import java.util.List;

/** The modules of the JDK that the shell needs and a JRE lacks. */
public final class JavaModules {

  private static final List<String> NEEDED = List.of("jdk.jshell", "jdk.compiler");

  private JavaModules() {}

  /**
   * Called before any of their classes is needed.
   *
   * @throws AdminException {@code CONFIGURATION} if one is missing
   */
  public static void require() {
    for (String module : NEEDED) {
      if (ModuleLayer.boot().findModule(module).isEmpty()) {
        int version = Runtime.version().feature();
        throw AdminException.configuration(
            "The shell compiles Java, and this Java runtime has no module "
                + module
                + ". Install a JDK "
                + version
                + " in its place (a package such as openjdk-"
                + version
                + "-jdk-headless, an image such as eclipse-temurin:"
                + version
                + "-jdk), or add jdk.jshell to the modules that jlink was given.");
      }
    }
  }
}
