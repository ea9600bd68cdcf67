package dev.oneoff.admin.shell.compiler;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.start.ServiceJars;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the compiler finds the running service's classes. */
public final class ClassPath {

  private ClassPath() {}

  /**
   * The service's jars, and whatever else Java was started with.
   *
   * @throws AdminException {@code CONFIGURATION} in dev mode, whose classes are in no jar
   */
  public static List<Path> ofTheService() {
    List<Path> ofJava =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .map(Path::toAbsolutePath)
            .toList();
    if (ofJava.get(0).getFileName().toString().endsWith("-dev.jar")) {
      throw AdminException.configuration(
          "The shell needs the packaged jar, and this is dev mode. Build it with 'mvn package' and run"
              + " it with 'java -jar'; it uses the same local database.");
    }
    return Stream.concat(
            ServiceJars.running().stream().flatMap(jars -> jars.all().stream()), ofJava.stream())
        .distinct()
        .toList();
  }
}
