package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A jar's classes as Java has once loaded them (class data sharing). A process that boots takes
 * half its time and less than half its processor with it, and does the same. One for each jar and
 * Java, for all processes of the test run, made by the first who needs it.
 */
final class ClassArchive {

  private ClassArchive() {}

  /** The flags that let {@code java} use it. */
  static List<String> flags(App app, Path java) {
    try {
      Path jar = app.jar();
      Path archive =
          jar.resolveSibling(
              "%s-%x-%x.jsa"
                  .formatted(
                      jar.getFileName(),
                      Files.getLastModifiedTime(jar).toMillis(),
                      java.toString().hashCode()));
      try (FileChannel lock =
              FileChannel.open(
                  jar.resolveSibling(archive.getFileName() + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock held = lock.lock()) {
        if (!Files.exists(archive)) {
          make(archive, app);
        }
      }
      // An archive that does not fit is left alone; Java's word on it belongs in no test.
      return List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:disable");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The shell loads what the others load, and the compiler. */
  private static void make(Path archive, App app) throws IOException {
    Path part = archive.resolveSibling(archive.getFileName() + ".part");
    // However it ends: a service may want tables at its start.
    JarRun run =
        app.on(JarPostgres.database())
            .withJvmOption("-XX:ArchiveClassesAtExit=" + part)
            .run("shell", "-c", "1 + 1");
    assertThat(part).as("the archive of classes; %s", run).exists();
    Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
  }
}
