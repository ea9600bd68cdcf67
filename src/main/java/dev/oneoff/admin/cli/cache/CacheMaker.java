package dev.oneoff.admin.cli.cache;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Main;
import dev.oneoff.admin.database.local.LocalPostgres;
import dev.oneoff.admin.database.local.LocalServer;
import dev.oneoff.admin.database.local.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The main class of the process that makes a jar's caches. For each it has another process run the
 * {@link Training}, on a PostgreSQL of their own, and write down at its end which classes it had
 * loaded. One maker works at a time; a second one leaves.
 */
public final class CacheMaker {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String TRAINING = "training";

  /** Without it, no database is touched. */
  static final String DATABASE = "DATABASE_URL";

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
    Path work = root.resolve(TRAINING);
    LocalPostgres postgres = LocalPostgres.in(work.resolve("postgresql"), programs(work));
    // What a killed maker has left.
    cleanUp(postgres, work);
    // However this process ends, unless it is killed: PostgreSQL would outlive it.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(postgres, work)));
    Files.createDirectories(work);
    missing.get(0).removeOthers();
    Optional<String> database = started(postgres);
    for (CacheFile cache : missing) {
      train(cache, work, database);
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

  private static Optional<String> started(LocalPostgres postgres) {
    try {
      LocalServer server = postgres.start(step -> {});
      server.ensureDatabase(TRAINING);
      return Optional.of(
          "postgres://"
              + server.user()
              + ":"
              + server.password()
              + "@127.0.0.1:"
              + server.port()
              + "/"
              + TRAINING);
    } catch (AdminException e) {
      // This jar carries none for this platform, or it does not start here.
      return Optional.empty();
    }
  }

  private static void train(CacheFile cache, Path work, Optional<String> database)
      throws IOException, InterruptedException {
    Files.createDirectories(cache.directory());
    Files.deleteIfExists(cache.part());
    ProcessBuilder builder = new ProcessBuilder(command(cache));
    // Nothing that is set for the user's own commands, such as another database.
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of("HOME", work.toString(), "LC_ALL", "C.UTF-8", "ONEOFF_ENVIRONMENT", TRAINING));
    // The service's files may name others: a variable outranks them.
    database.ifPresent(
        url ->
            Stream.of(DATABASE, "DATABASE_DIRECT_URL", "DATABASE_READONLY_URL")
                .forEach(variable -> builder.environment().put(variable, url)));
    Process training =
        builder
            .directory(work.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean whole =
        training.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
            && training.exitValue() == 0
            && Files.exists(cache.part());
    if (whole) {
      Files.move(cache.part(), cache.path(), StandardCopyOption.ATOMIC_MOVE);
    } else {
      training.descendants().forEach(ProcessHandle::destroyForcibly);
      training.destroyForcibly();
      // Or each start would try again.
      Files.createFile(cache.failed());
    }
  }

  private static List<String> command(CacheFile cache) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add(
        (CacheFile.aot() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + cache.part());
    command.add(Training.option(cache.kind()));
    // As the launcher starts its commands.
    command.addAll(
        cache.kind() == CacheFile.Kind.WHOLE
            ? List.of("-jar", cache.jar().toString())
            : List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                cache.jar().toString(),
                Main.class.getName()));
    return command;
  }

  private static void cleanUp(LocalPostgres postgres, Path work) {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    try {
      postgres.stop();
    } catch (AdminException e) {
      // Then it ends by itself, once its files are gone.
    }
    try {
      if (Files.exists(work)) {
        PrivateFiles.delete(work);
      }
    } catch (IOException e) {
      // The next maker tries again.
    }
  }
}
