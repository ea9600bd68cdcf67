package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A service in {@code src/it}, built with the toolkit as a dependency as another team would, by the
 * first process that needs it. Its Maven reads this machine's repository and writes into one below
 * {@code target}, where the toolkit is installed too.
 */
final class HostBuild {

  private static final Path TOOLKIT = Path.of(System.getProperty("oneoff.toolkit.jar"));
  private static final Path REPOSITORY = Path.of("target/it-repository").toAbsolutePath();

  private final Path sources;
  private final Path directory;
  private final Path log;

  /** Written when the build was. */
  private final Path whole;

  private final List<String> arguments;
  private final Map<String, String> environment = new HashMap<>();

  /** The service of that name. */
  HostBuild(String name) {
    this(name, name);
  }

  /**
   * The same, in a directory of another name: for a second build of the same service.
   *
   * @param arguments to its Maven
   */
  HostBuild(String name, String directory, String... arguments) {
    this.sources = Path.of("src/it", name);
    this.directory = Path.of("target", directory);
    this.log = Path.of("target", directory + ".log");
    this.whole = Path.of("target", directory + ".built");
    this.arguments = List.of(arguments);
  }

  /** The same with a variable for its own tests. */
  HostBuild with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** What its Maven said. */
  String log() throws IOException {
    return Files.readString(log);
  }

  /** The jar of this name that is built. */
  Path jar(String name) {
    Path built = directory.resolve("target").resolve(name).toAbsolutePath();
    try {
      Files.createDirectories(directory);
      try (FileChannel file = opened(directory.resolve("lock"));
          FileLock held = file.lock()) {
        // A jar that is built anew breaks the processes that run it.
        if (!Files.exists(built) || !isCurrent(whole, sources, TOOLKIT)) {
          installToolkit();
          build();
        }
      }
      return built;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static FileChannel opened(Path lock) throws IOException {
    return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static boolean isCurrent(Path made, Path... of) throws IOException {
    if (!Files.exists(made)) {
      return false;
    }
    FileTime time = Files.getLastModifiedTime(made);
    for (Path root : of) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path from : files.toList()) {
          if (Files.getLastModifiedTime(from).compareTo(time) > 0) {
            return false;
          }
        }
      }
    }
    return true;
  }

  // By the build's own step for it.
  private static void installToolkit() throws IOException, InterruptedException {
    Path installed = Path.of("target/toolkit.installed");
    try (FileChannel file = opened(Path.of("target/toolkit.lock"));
        FileLock held = file.lock()) {
      if (!isCurrent(installed, TOOLKIT)) {
        maven(
            Path.of("target/toolkit.log"),
            List.of("install:install-file@toolkit", "-f", Path.of("pom.xml").toString()),
            Map.of());
        Files.writeString(installed, "");
      }
    }
  }

  private void build() throws IOException, InterruptedException {
    copySources();
    List<String> call =
        new ArrayList<>(
            List.of(
                "package",
                "-f",
                directory.resolve("pom.xml").toString(),
                "-Doneoff.version=" + System.getProperty("oneoff.version"),
                "-Dplatform.version=" + System.getProperty("quarkus.version")));
    call.addAll(arguments);
    maven(log, call, environment);
    Files.writeString(whole, "");
  }

  private static void maven(Path log, List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of("mvnw").toAbsolutePath().toString(),
                "--batch-mode",
                "-Dmaven.repo.local=" + REPOSITORY,
                "-Dmaven.repo.local.tail=" + System.getProperty("oneoff.repository")));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    assertThat(code).as("a build by Maven, see %s", log).isZero();
  }

  private void copySources() throws IOException {
    // What was moved since would be there twice.
    Path before = directory.resolve("src");
    if (Files.exists(before)) {
      try (Stream<Path> files = Files.walk(before)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = directory.resolve(sources.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
