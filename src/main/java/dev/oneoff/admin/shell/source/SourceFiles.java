package dev.oneoff.admin.shell.source;

import dev.oneoff.admin.ProcessText;
import dev.oneoff.admin.start.ServiceJars;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds the source of a class: in the project that the jar was built from, in the jar, in a {@code
 * -sources.jar} next to it, and for Java's own classes in the JDK.
 */
public final class SourceFiles {

  private static final String MAIN = "src/main/java";

  /** A source, and where it is. */
  record Found(String place, String text) {}

  private final List<Path> directories;
  private final List<Path> archives;
  private final ClassLoader classes;

  SourceFiles(List<Path> directories, List<Path> archives, ClassLoader classes) {
    this.directories = directories;
    this.archives = archives;
    this.classes = classes;
  }

  /**
   * Of the running service.
   *
   * @param jars where its classes are
   */
  public static SourceFiles beside(List<Path> jars) {
    List<Path> directories = new ArrayList<>(List.of(ProcessText.file(MAIN)));
    // target/quarkus-app/quarkus-run.jar
    ServiceJars.running()
        .ifPresent(service -> directories.add(service.directory().resolveSibling(MAIN)));
    List<Path> archives = new ArrayList<>();
    jars.stream()
        .map(Path::getParent)
        .distinct()
        .forEach(
            directory -> {
              // target/app.jar
              directories.add(directory.resolveSibling(MAIN));
              archives.addAll(sourceJars(directory));
            });
    return new SourceFiles(
        directories.stream().filter(Files::isDirectory).toList(),
        archives,
        Thread.currentThread().getContextClassLoader());
  }

  private static List<Path> sourceJars(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith("-sources.jar")).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * Empty if there is none, or it cannot be read.
   *
   * @param file such as {@code dev/oneoff/orders/Order.java}
   */
  Optional<Found> of(String file) {
    try {
      for (Path directory : directories) {
        Path path = directory.resolve(file);
        if (Files.isRegularFile(path)) {
          return Optional.of(new Found(path.toString(), Files.readString(path)));
        }
      }
      try (InputStream in = classes.getResourceAsStream(file)) {
        if (in != null) {
          return Optional.of(new Found("the jar", text(in)));
        }
      }
      for (Path archive : archives) {
        Optional<Found> found = in(archive, file);
        if (found.isPresent()) {
          return found;
        }
      }
      return inTheJdk(file);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Found> inTheJdk(String file) throws IOException {
    int name = file.lastIndexOf('/');
    Path archive = Path.of(System.getProperty("java.home"), "lib", "src.zip");
    if (name < 0 || !Files.isRegularFile(archive)) {
      return Optional.empty();
    }
    String of = file.substring(0, name).replace('/', '.');
    Optional<String> module =
        ModuleLayer.boot().modules().stream()
            .filter(each -> each.getPackages().contains(of))
            .map(Module::getName)
            .findFirst();
    return module.isEmpty() ? Optional.empty() : in(archive, module.get() + "/" + file);
  }

  private static Optional<Found> in(Path archive, String file) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry = zip.getEntry(file);
      if (entry == null) {
        return Optional.empty();
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return Optional.of(new Found(archive.toString(), text(in)));
      }
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
