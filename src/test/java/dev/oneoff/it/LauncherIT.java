package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script beside the jar, and the cache from which it lets Java start. */
class LauncherIT {

  private static final int TIMES = 20;
  private static final String SAID = "Without arguments this serves HTTP";
  private static final String SAID_BY_THE_OTHER = "WITHOUT ARGUMENTS THIS SERVES HTTP";

  @TempDir Path directory;

  private Path jar;
  private Path caches;
  private App app;

  @BeforeEach
  void copyTheJarAndItsLauncher() throws IOException {
    Path built = App.packaged().jar();
    jar = Files.copy(built, directory.resolve("app.jar"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.copy(
        built.resolveSibling("app"), directory.resolve("app"), StandardCopyOption.COPY_ATTRIBUTES);
    caches = directory.resolve("caches");
    app =
        App.of(jar)
            .with("JAVA_HOME", App.javaHome().toString())
            .with("XDG_CACHE_HOME", caches.toString())
            .with("HOME", directory.toString());
  }

  @Test
  void theFirstRunHasACacheMadeFromWhichLaterOnesStartAndAReplacedJarRunsNoneOfItsClasses()
      throws Exception {
    JarRun first = launch(app.with("ONEOFF_CACHE", "wait"), "--help").succeeds();

    assertThat(first.out()).contains(SAID);
    assertThat(first.err()).isEmpty();
    Path cache = cache("short");
    JarRun second = launch(app, "about", "--format", "json").succeeds();
    assertThat(second.out()).contains("\"class_cache\":\"" + cache + "\"");
    assertThat(launch(app, "--help").succeeds().err()).isEmpty();
    assertThat(
            launch(app.with("ONEOFF_CACHE", "off"), "about", "--format", "json").succeeds().out())
        .contains("\"class_cache\":\"none: ");

    Path original = Files.copy(jar, directory.resolve("original.jar"));
    Path other = otherBuild();
    FileTime time = Files.getLastModifiedTime(jar);
    // Nobody makes a cache meanwhile.
    try (FileChannel lock =
            FileChannel.open(caches.resolve("oneoff/lock"), StandardOpenOption.WRITE);
        FileLock held = lock.lock()) {
      for (int i = 0; i < TIMES; i++) {
        boolean replaced = i % 2 == 0;
        Files.copy(replaced ? other : original, jar, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(jar, time);
        // Whoever gives Java the cache by hand …
        runsItsOwnCodeOrIsRefused(
            app.withJvmOptions(option(cache("help"))).run("--help"), replaced);
        // … and whoever leaves it to the launcher.
        runsItsOwnCodeOrIsRefused(launch(app, "--help"), replaced);
      }
      // The last of them would find the lock free, and work in a directory that is being deleted.
      awaitMakers();
    }
  }

  @Test
  void withoutAJavaOrAJarItSaysWhatIsMissing() throws IOException {
    launch(app.with("JAVA_HOME", "/nowhere"), "--help")
        .failsWith(78, "There is no /nowhere/bin/java. Install Java 17 or later");
    Files.delete(jar);
    launch(app, "--help").failsWith(78, "There is no " + jar);
  }

  private static void runsItsOwnCodeOrIsRefused(JarRun run, boolean replaced) {
    if (run.code() == 78) {
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("class cache");
    } else {
      assertThat(run.succeeds().out()).contains(replaced ? SAID_BY_THE_OTHER : SAID);
    }
  }

  private static List<String> option(Path cache) {
    return List.of(
        (cache.toString().endsWith(".aot") ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + cache,
        "-Xlog:disable",
        "-XX:+UseSerialGC");
  }

  private void awaitMakers() {
    ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(directory.toString()))
        .forEach(process -> process.onExit().join());
  }

  private JarRun launch(App app, String... arguments) {
    return app.bash("'" + directory.resolve("app") + "' " + String.join(" ", arguments));
  }

  private Path cache(String kind) throws IOException {
    try (Stream<Path> files = Files.list(caches.resolve("oneoff" + jar))) {
      List<Path> made = files.toList();
      assertThat(made).hasSize(3);
      return made.stream()
          .filter(file -> file.toString().matches(".*[.]" + kind + "[.](aot|jsa)"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** The same jar with another text in its code, and of the same age. */
  private Path otherBuild() throws IOException {
    Path other = Files.copy(jar, directory.resolve("other.jar"));
    try (FileSystem inside = FileSystems.newFileSystem(other)) {
      Path id = inside.getPath("META-INF/oneoff-build");
      String build = Files.readString(id);
      String another = new StringBuilder(build).reverse().toString();
      replace(id, build, another);
      replace(inside.getPath("dev/oneoff/admin/start/BuildId.class"), build, another);
      replace(
          inside.getPath("dev/oneoff/admin/cli/parse/CommandTree.class"), SAID, SAID_BY_THE_OTHER);
    }
    return other;
  }

  // Of the same length: the class file stays whole.
  private static void replace(Path file, String text, String by) throws IOException {
    String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    assertThat(content).contains(text);
    Files.write(file, content.replace(text, by).getBytes(StandardCharsets.ISO_8859_1));
  }
}
