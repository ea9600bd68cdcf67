package dev.oneoff.admin.cli.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A cache in the user's directory of caches. The launcher names it: below the root it has the jar's
 * own path for a directory, and its name tells the build, the jar's file and the Java.
 */
record CacheFile(Path root, Path jar, String name, Kind kind) {

  /**
   * For which commands. Java 25 goes through all of a cache when it starts, so the large one makes
   * short commands slower than none.
   */
  enum Kind {
    /** Help. */
    HELP,
    /** Those that boot nothing. */
    SHORT,
    /** All of them. */
    WHOLE;

    static Kind of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** In the file's name. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The ending for Java 25 and later. */
  static final String AOT = ".aot";

  /** The ending for older ones. */
  static final String ARCHIVE = ".jsa";

  static boolean aot() {
    return Runtime.version().feature() >= 25;
  }

  Path directory() {
    return root.resolve(jar.getRoot().relativize(jar));
  }

  Path path() {
    return file(aot() ? AOT : ARCHIVE);
  }

  private Path file(String ending) {
    return directory().resolve(name + "." + kind + ending);
  }

  /** Where it is written until it is whole. */
  Path part() {
    return file(".part");
  }

  /** Says that it could not be made. */
  Path failed() {
    return file(".failed");
  }

  /**
   * Removes those that no start will use again: of this jar before it was replaced, of jars gone.
   */
  void removeOthers() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> outdated = files.filter(CacheFile::is).filter(this::outdated).toList();
      for (Path each : outdated) {
        Files.deleteIfExists(each);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  // Without the Java: one jar may run on several.
  private String build() {
    return name.substring(0, name.lastIndexOf('-') + 1);
  }

  private static boolean is(Path file) {
    String name = file.toString();
    return Stream.of(AOT, ARCHIVE, ".part", ".part.config", ".failed").anyMatch(name::endsWith);
  }

  private boolean outdated(Path file) {
    Path directory = Objects.requireNonNull(file.getParent());
    return directory.equals(directory())
        ? !file.getFileName().toString().startsWith(build())
        : !Files.exists(jar.getRoot().resolve(root.relativize(directory)));
  }
}
