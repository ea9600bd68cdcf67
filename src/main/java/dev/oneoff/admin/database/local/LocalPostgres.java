package dev.oneoff.admin.database.local;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The PostgreSQL of this user on this machine, for development and tests: one server per directory,
 * shared by every process that asks for it, and one database per service. It is unpacked and
 * initialized the first time, started if it is not running, and outlives the process that started
 * it.
 *
 * <p>Its directory contains {@code lock}, held while anything is set up, started or stopped; {@code
 * programs}, PostgreSQL's own, by release; and a {@link PostgresCluster} named after PostgreSQL's
 * major version, because no other major version could read its data.
 */
public final class LocalPostgres {

  /** Must be that of the programs on the class path, which is checked when they are unpacked. */
  private static final String MAJOR = "18";

  private static final Duration SETTLING_LIMIT = Duration.ofMinutes(1);

  private final Path directory;
  private final Path programs;
  private final PostgresCluster cluster;

  private LocalPostgres(Path directory, Path programs) {
    this.directory = directory.toAbsolutePath().normalize();
    this.programs = programs.toAbsolutePath().normalize();
    this.cluster = new PostgresCluster(this.directory.resolve(MAJOR));
  }

  public static LocalPostgres in(Path directory) {
    return in(directory, directory.resolve("programs"));
  }

  /** Several servers, each with a directory of its own, may share the unpacked programs. */
  public static LocalPostgres in(Path directory, Path programs) {
    return new LocalPostgres(directory, programs);
  }

  /**
   * Where the system wants a program to keep its user's data: {@code XDG_DATA_HOME} or {@code
   * ~/.local/share} (XDG Base Directory Specification), and the equivalents on macOS and Windows.
   */
  public static Path defaultDirectory() {
    String xdg = System.getenv("XDG_DATA_HOME");
    if (xdg != null && Path.of(xdg).isAbsolute()) {
      return Path.of(xdg, "oneoff");
    }
    Path home = Path.of(System.getProperty("user.home", ""));
    if (!home.isAbsolute()) {
      throw AdminException.configuration(
          "The local PostgreSQL has no place, because this user has no home directory. Set"
              + " XDG_DATA_HOME to a directory for it, or set DATABASE_URL.");
    }
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("mac")) {
      return home.resolve("Library/Application Support/oneoff");
    }
    String appData = System.getenv("LOCALAPPDATA");
    if (system.startsWith("windows") && appData != null) {
      return Path.of(appData, "oneoff");
    }
    return home.resolve(".local/share/oneoff");
  }

  /**
   * Finds the running server or starts it.
   *
   * @param announce receives a sentence for each step of the first start, which takes some seconds
   * @throws AdminException {@code CONFIGURATION} if this machine or directory cannot have one,
   *     {@code UNAVAILABLE} if it does not start, {@code BUSY} if another process does not finish
   *     starting it
   */
  public LocalServer start(Consumer<String> announce) {
    Optional<LocalServer> running = running();
    if (running.isPresent()) {
      return running.get();
    }
    try {
      PrivateFiles.createDirectories(directory);
      return DirectoryLock.holding(
          directory,
          () -> {
            // Somebody may have started it while we waited, or died while starting or stopping it.
            Optional<LocalServer> settled = settled();
            return settled.isPresent() ? settled.get() : startStopped(announce);
          });
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private LocalServer startStopped(Consumer<String> announce) throws IOException {
    requirePathForShell(directory);
    requirePathForShell(programs);
    Identity identity = Identity.in(directory);
    PrivateFiles.deleteUnfinished(directory);
    Programs unpacked = Programs.in(programs, MAJOR, announce);
    if (!cluster.exists()) {
      announce.accept("Initialising the local PostgreSQL in " + cluster.directory() + ".");
      cluster.initialize(directory, unpacked, identity);
    }
    cluster.password(); // a missing one is better reported before the start than after it
    new ServerProcess(cluster, unpacked, identity).start();
    return settled()
        .orElseThrow(
            () ->
                AdminException.unavailable(
                    "The local PostgreSQL ended right after its start. "
                        + LogFile.quote(cluster.log()),
                    null));
  }

  /** initdb and pg_ctl pass paths to a shell in double quotes. */
  private static void requirePathForShell(Path path) {
    boolean windows = path.getFileSystem().getSeparator().equals("\\");
    String refused = windows ? "\"%" : "\"$`\\\n";
    if (path.toString().chars().anyMatch(c -> refused.indexOf(c) >= 0)) {
      throw AdminException.configuration(
          "PostgreSQL cannot be started in "
              + path
              + ", a path with a quote, $, ` or \\ in it. Set XDG_DATA_HOME to another directory,"
              + " or set DATABASE_URL.");
    }
  }

  /** The server once it is ready, or empty once no process is left. */
  private Optional<LocalServer> settled() throws IOException {
    Deadline deadline = Deadline.in(SETTLING_LIMIT);
    while (Postmaster.over(cluster.data()).isPresent()) {
      Optional<LocalServer> running = running();
      if (running.isPresent()) {
        return running;
      }
      if (!deadline.sleep()) {
        throw AdminException.unavailable(
            "The local PostgreSQL has been starting, recovering or stopping for "
                + SETTLING_LIMIT.toSeconds()
                + " s. Try again later. "
                + LogFile.quote(cluster.log()),
            null);
      }
    }
    return Optional.empty();
  }

  /** The server if it runs and answers. Starts nothing, writes nothing and takes no lock. */
  public Optional<LocalServer> running() {
    try {
      Optional<Postmaster> ready = Postmaster.over(cluster.data()).filter(Postmaster::ready);
      return ready.isPresent() ? LocalServer.of(cluster, ready.get()) : Optional.empty();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Stops the server and ends its sessions. The data stays.
   *
   * @return false if nothing was running
   */
  public boolean stop() {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try {
      return DirectoryLock.holding(directory, this::stopRunning);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private boolean stopRunning() throws IOException {
    if (Postmaster.over(cluster.data()).isEmpty()) {
      return false;
    }
    Identity identity = Identity.in(directory);
    Programs unpacked = Programs.in(programs, MAJOR, step -> {});
    new ServerProcess(cluster, unpacked, identity).stop();
    return true;
  }

  private AdminException unusable(IOException e) {
    return AdminException.configuration(
        "The local PostgreSQL cannot use "
            + directory
            + ": "
            + reason(e)
            + ". Make it usable, set XDG_DATA_HOME to another directory, or set DATABASE_URL.",
        e);
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + " is not this user's to use";
    }
    return e instanceof NoSuchFileException missing
        ? missing.getFile() + " cannot be created"
        : String.valueOf(e.getMessage());
  }
}
