package dev.oneoff.admin.database.local;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** PostgreSQL's own programs, unpacked, and run in the way PostgreSQL requires. */
final class Programs {

  /** The environment variables they get: not our secrets, and no PGPORT or PGDATA. */
  private static final Set<String> ENVIRONMENT =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "TZ",
          "TMPDIR",
          "TMP",
          "TEMP",
          "LD_LIBRARY_PATH",
          "SystemRoot",
          "SYSTEMROOT",
          "USERPROFILE",
          "APPDATA",
          "LOCALAPPDATA");

  private final Path home;

  private Programs(Path home) {
    this.home = home;
  }

  /** Unpacks them the first time; the programs of several releases live side by side. */
  static Programs in(Path directory, String major, Consumer<String> announce) throws IOException {
    ProgramsArchive archive = ProgramsArchive.ofThisPlatform();
    Path home = directory.resolve(archive.name());
    if (!Files.isDirectory(home)) {
      PrivateFiles.createDirectories(directory);
      DirectoryLock.holding(
          directory,
          () -> {
            if (!Files.isDirectory(home)) {
              announce.accept("Unpacking PostgreSQL " + major + " into " + home + " (only once).");
              PrivateFiles.deleteUnfinished(directory);
              unpack(archive, major, home, PrivateFiles.createUnfinished(directory));
            }
            return home;
          });
    }
    return new Programs(home);
  }

  private static void unpack(ProgramsArchive archive, String major, Path home, Path unfinished)
      throws IOException {
    try {
      archive.unpack(unfinished);
      new Programs(unfinished).check(major);
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      PrivateFiles.delete(unfinished); // if the disk is full, this is what fills it
      throw e;
    }
  }

  private void check(String major) throws IOException {
    Path output = home.resolve("version");
    Identity anybody = new Identity(List.of());
    int status = run(anybody, output, Duration.ofMinutes(1), "postgres", "--version");
    String answer = LogFile.lastLines(output);
    if (status != 0 || !answer.contains(" " + major + ".")) {
      throw AdminException.configuration(
          "The PostgreSQL "
              + major
              + " that this build carries does not run on this machine: "
              + answer.strip()
              + " Set DATABASE_URL.");
    }
  }

  /** Runs one to completion, as an ordinary user even if we are root, and returns its status. */
  int run(Identity identity, Path output, Duration limit, String program, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(identity.prefix());
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return run(command, output, limit);
  }

  /**
   * Its output goes to a file, never a pipe: the server inherits it, and reading a pipe of ours to
   * the end would take as long as the server lives.
   */
  static int run(List<String> command, Path output, Duration limit) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().retainAll(ENVIRONMENT);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw AdminException.unavailable(
            String.join(" ", command) + " did not end within " + limit.toSeconds() + " s.", null);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Deadline.interrupted();
    } finally {
      process.destroy();
    }
  }
}
