package dev.oneoff.admin.cli.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Another process, which runs the {@link Training} and writes down at its end which classes it had
 * loaded.
 */
final class TrainingProcess {

  /** Without it, no database is touched. */
  static final String DATABASE = "DATABASE_URL";

  private final Duration limit;
  private final Path work;
  private final Optional<String> database;
  private final ProcessBuilder.Redirect errors;

  /** Works in a directory, on a database if there is one, and is ended after a time. */
  TrainingProcess(
      Path work, Optional<String> database, Duration limit, ProcessBuilder.Redirect errors) {
    this.limit = limit;
    this.work = work;
    this.database = database;
    this.errors = errors;
  }

  /** Writes a cache of the jar's classes; false if that fails. */
  boolean writes(Path cache, CacheFile.Kind kind, Path jar)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command(cache, kind, jar));
    // Nothing that is set for the user's own commands, such as another database.
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME",
                work.toString(),
                "LC_ALL",
                "C.UTF-8",
                "ONEOFF_ENVIRONMENT",
                TrainingDatabase.NAME));
    // The service's files may name others: a variable outranks them.
    database.ifPresent(
        url ->
            Stream.of(DATABASE, "DATABASE_DIRECT_URL", "DATABASE_READONLY_URL")
                .forEach(variable -> builder.environment().put(variable, url)));
    Process training =
        builder
            .directory(work.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors)
            .start();
    boolean whole =
        training.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
            && training.exitValue() == 0
            && Files.exists(cache);
    if (!whole) {
      training.descendants().forEach(ProcessHandle::destroyForcibly);
      training.destroyForcibly();
    }
    return whole;
  }

  private static List<String> command(Path cache, CacheFile.Kind kind, Path jar) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        (CacheFile.aot() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + cache,
        Training.option(kind),
        "-jar",
        jar.toString());
  }
}
