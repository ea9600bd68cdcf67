package dev.oneoff.admin.shell.compiler;

import dev.oneoff.admin.AdminException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where the compiler finds the running service's classes. */
public final class ClassPath {

  // In Quarkus's fast-jar, classes rewritten at build time come before the originals.
  private static final List<String> FAST_JAR = List.of("quarkus", "app", "lib/main", "lib/boot");

  private ClassPath() {}

  /**
   * The jar that was started, or those next to it in Quarkus's own layout.
   *
   * @throws AdminException {@code CONFIGURATION} in dev mode, whose classes are in no jar
   */
  public static List<Path> ofTheService() {
    List<Path> jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .map(Path::toAbsolutePath)
            .toList();
    Path directory = jars.get(0).getParent();
    if (directory != null
        && Files.isDirectory(directory.resolve("quarkus"))
        && Files.isDirectory(directory.resolve("lib/main"))) {
      return FAST_JAR.stream().flatMap(part -> jarsIn(directory.resolve(part))).toList();
    }
    if (jars.get(0).getFileName().toString().endsWith("-dev.jar")) {
      throw AdminException.configuration(
          "The shell needs the packaged jar, and this is dev mode. Build it with 'mvn package' and run"
              + " it with 'java -jar'; it uses the same local database.");
    }
    return jars;
  }

  private static Stream<Path> jarsIn(Path directory) {
    List<Path> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // transformed-bytecode.jar before generated-bytecode.jar is reverse alphabetical order.
    java.util.Collections.reverse(jars);
    return jars.stream();
  }
}
