package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The service in {@code src/it/library}, built once against the toolkit's jar as another team
 * would. Its Maven reads this machine's repository and writes into one below {@code target}, so
 * that nothing is installed.
 */
final class Library {

  private static final App APP = App.of(build()).withClassArchive();

  private Library() {}

  static App app() {
    return APP;
  }

  private static Path build() {
    try {
      String version = System.getProperty("oneoff.version");
      Path repository = ForkDirectory.of("it-repository").toAbsolutePath();
      publish(repository.resolve("dev/oneoff/oneoff").resolve(version), "oneoff-" + version);
      // The forks build their own: a jar that is built anew breaks the processes that run it.
      Path directory = ForkDirectory.of("library");
      Path built = directory.resolve("target/library.jar").toAbsolutePath();
      // The second pass, on another Java, runs what the first one has just built.
      if (System.getProperty("oneoff.java.home") != null && Files.exists(built)) {
        return built;
      }
      Path project = copy(Path.of("src/it/library"), directory);
      Path log = ForkDirectory.of("library.log");
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
      return built;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void publish(Path directory, String name) throws IOException {
    Files.createDirectories(directory);
    Files.copy(
        Path.of("pom.xml"), directory.resolve(name + ".pom"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(
        Path.of(System.getProperty("oneoff.toolkit.jar")),
        directory.resolve(name + "-admin.jar"),
        StandardCopyOption.REPLACE_EXISTING);
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
