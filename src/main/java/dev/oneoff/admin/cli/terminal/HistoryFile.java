package dev.oneoff.admin.cli.terminal;

import dev.oneoff.admin.Settings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a console's lines are kept for the next session: in the user's own files, one per service
 * and console, readable by nobody else. What was typed is data too.
 */
public final class HistoryFile {

  private HistoryFile() {}

  /**
   * The file, created if necessary; empty if none can be kept, as in a container with a read-only
   * disk.
   *
   * @param console the command's name: {@code shell}
   */
  public static Optional<Path> of(Settings settings, String console) {
    return in(stateHome(), settings.serviceName(), console);
  }

  static Optional<Path> in(Path stateHome, String service, String console) {
    Path directory = stateHome.resolve("oneoff").resolve(fileName(service));
    try {
      Files.createDirectories(directory, only(directory, "rwx------"));
      Path file = directory.resolve(console + "-history");
      try {
        Files.createFile(file, only(file, "rw-------"));
      } catch (FileAlreadyExistsException e) {
        // From an earlier session.
      }
      return Files.isWritable(file) ? Optional.of(file) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Where the system wants a program to keep its user's state: {@code XDG_STATE_HOME} or {@code
   * ~/.local/state} (XDG Base Directory Specification), and the equivalents on macOS and Windows.
   */
  private static Path stateHome() {
    String xdg = System.getenv("XDG_STATE_HOME");
    if (xdg != null && Path.of(xdg).isAbsolute()) {
      return Path.of(xdg);
    }
    Path home = Path.of(System.getProperty("user.home"));
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.startsWith("mac")) {
      return home.resolve("Library/Application Support");
    }
    String windows = System.getenv("LOCALAPPDATA");
    return system.startsWith("windows") && windows != null
        ? Path.of(windows)
        : home.resolve(".local/state");
  }

  private static String fileName(String service) {
    return service.replaceAll("[^A-Za-z0-9._-]", "_");
  }

  // If permissions are not POSIX (Windows), the user's profile keeps others out.
  private static FileAttribute<?>[] only(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
