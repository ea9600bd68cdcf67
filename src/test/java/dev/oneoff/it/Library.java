package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;

/**
 * The service in {@code src/it/library}, built against the toolkit's jar as another team would, by
 * the first who needs it. Its Maven reads this machine's repository and writes into one below
 * {@code target}, so that nothing is installed.
 */
final class Library {

  private static final Path SOURCES = Path.of("src/it/library");
  private static final Path TOOLKIT = Path.of(System.getProperty("oneoff.toolkit.jar"));

  /** Written when the build was. */
  private static final Path WHOLE = Path.of("target/library.built");

  private static final App APP = App.of(build()).withClassArchive();

  private Library() {}

  static App app() {
    return APP;
  }

  private static Path build() {
    Path directory = Path.of("target/library");
    Path built = directory.resolve("target/library.jar").toAbsolutePath();
    try {
      Files.createDirectories(directory);
      try (FileChannel file =
              FileChannel.open(
                  directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = file.lock()) {
        // A jar that is built anew breaks the processes that run it.
        if (!isCurrent(built)) {
          build(directory);
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

  private static boolean isCurrent(Path built) throws IOException {
    if (!Files.exists(built) || !Files.exists(WHOLE)) {
      return false;
    }
    FileTime time = Files.getLastModifiedTime(WHOLE);
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      for (Path from : Stream.concat(Stream.of(TOOLKIT), sources).toList()) {
        if (Files.getLastModifiedTime(from).compareTo(time) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static void build(Path directory) throws IOException, InterruptedException {
    String version = System.getProperty("oneoff.version");
    Path repository = Path.of("target/it-repository").toAbsolutePath();
    publish(repository.resolve("dev/oneoff/oneoff").resolve(version), "oneoff-" + version);
    Path project = copy(SOURCES, directory);
    Path log = Path.of("target/library.log");
    int code =
        new ProcessBuilder(
                Path.of("mvnw").toAbsolutePath().toString(),
                "--batch-mode",
                "-f",
                project.resolve("pom.xml").toString(),
                "package",
                "-Dmaven.repo.local=" + repository,
                "-Dmaven.repo.local.tail=" + System.getProperty("oneoff.repository"),
                "-Doneoff.version=" + version,
                "-Dplatform.version=" + System.getProperty("quarkus.version"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    assertThat(code).as("the library's build, see %s", log).isZero();
    Files.writeString(WHOLE, "");
  }

  private static void publish(Path directory, String name) throws IOException {
    Files.createDirectories(directory);
    Files.copy(
        Path.of("pom.xml"), directory.resolve(name + ".pom"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(
        TOOLKIT, directory.resolve(name + "-admin.jar"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString().replace('/', File.separatorChar));
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return to;
  }
}
