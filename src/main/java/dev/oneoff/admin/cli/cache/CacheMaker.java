package dev.oneoff.admin.cli.cache;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.local.LocalPostgres;
import dev.oneoff.admin.database.local.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The main class of the process that makes a jar's caches. Each comes from a {@link
 * TrainingProcess}, all of them on one PostgreSQL. One maker works at a time; a second one leaves.
 */
public final class CacheMaker {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Path root;
  private final Path jar;
  private final String name;

  private CacheMaker(Path root, Path jar, String name) {
    this.root = root;
    this.jar = jar;
    this.name = name;
  }

  /**
   * Makes what is not there.
   *
   * @param arguments the root of the user's caches; the caches' name; and {@code wait}, if this one
   *     shall wait for another maker instead of leaving
   */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]).toAbsolutePath();
    Path jar = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
    Files.createDirectories(root);
    try (FileChannel file =
            FileChannel.open(
                root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = arguments[2].equals("wait") ? file.lock() : file.tryLock()) {
      if (lock != null) {
        new CacheMaker(root, jar, arguments[1]).make();
      }
    }
  }

  private void make() throws Exception {
    List<CacheFile> missing =
        Stream.of(CacheFile.Kind.values())
            .map(kind -> new CacheFile(root, jar, name, kind))
            .filter(cache -> !Files.exists(cache.path()) && !Files.exists(cache.failed()))
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    Path work = root.resolve("training");
    TrainingDatabase database = new TrainingDatabase(work, programs(work));
    // What a killed maker has left.
    cleanUp(database, work);
    // However this process ends, unless it is killed: PostgreSQL would outlive it.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(database, work)));
    Files.createDirectories(work);
    missing.get(0).removeOthers();
    TrainingProcess training =
        new TrainingProcess(
            work, database.start(whyNot -> {}), LIMIT, ProcessBuilder.Redirect.DISCARD);
    for (CacheFile cache : missing) {
      Files.createDirectories(cache.directory());
      Files.deleteIfExists(cache.part());
      if (training.writes(cache.part(), cache.kind(), jar)) {
        Files.move(cache.part(), cache.path(), StandardCopyOption.ATOMIC_MOVE);
      } else {
        // Or each start would try again.
        Files.createFile(cache.failed());
      }
    }
  }

  // They take 60 MB, and the local PostgreSQL has them too.
  private static Path programs(Path work) {
    try {
      return LocalPostgres.defaultDirectory().resolve("programs");
    } catch (AdminException e) {
      return work.resolve("programs");
    }
  }

  private static void cleanUp(TrainingDatabase database, Path work) {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    database.stop();
    try {
      if (Files.exists(work)) {
        PrivateFiles.delete(work);
      }
    } catch (IOException e) {
      // The next maker tries again.
    }
  }
}
