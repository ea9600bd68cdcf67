package dev.oneoff.admin.task.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The classes that a previous build left in javac's output directory. */
final class ClassFiles {

  private static final String ENDING = ".class";

  // The toolkit's own are declared as service entries.
  private static final String TOOLKIT = "dev.oneoff.admin.";

  private ClassFiles() {}

  /** By their binary names. */
  static Set<String> in(Path directory) throws IOException {
    Set<String> names = new TreeSet<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        files
            .map(file -> directory.relativize(file).toString())
            .filter(file -> file.endsWith(ENDING))
            .map(file -> file.substring(0, file.length() - ENDING.length()))
            .map(file -> file.replace('/', '.').replace('\\', '.'))
            .filter(name -> !name.startsWith(TOOLKIT))
            .forEach(names::add);
      }
    }
    return names;
  }
}
