package dev.oneoff.admin.database;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Who we are to PostgreSQL, which refuses to run as root. There each of its programs starts in a
 * user namespace of its own (Linux): it sees itself as nobody and still owns root's files.
 */
record Identity(List<String> prefix) {

  private static final List<String> NAMESPACE = List.of("unshare", "-U");

  /** Also finds out whether the directory can be written at all. */
  static Identity in(Path directory) throws IOException {
    Path probe = Files.createTempFile(directory, "probe", null);
    try {
      if (!isRoots(probe)) {
        return new Identity(List.of());
      }
      if (!isRoots(directory)) {
        throw AdminException.configuration(
            directory
                + " belongs to "
                + Files.getOwner(directory)
                + ", and there PostgreSQL cannot run for root. Run as that user, set XDG_DATA_HOME"
                + " to another directory, or set DATABASE_URL.");
      }
      requireNamespace(probe);
      return new Identity(NAMESPACE);
    } finally {
      Files.delete(probe);
    }
  }

  private static boolean isRoots(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.getAttribute(file, "unix:uid").equals(0);
  }

  private static void requireNamespace(Path output) throws IOException {
    List<String> nothing = new ArrayList<>(NAMESPACE);
    nothing.add("true");
    String reason;
    try {
      if (Programs.run(nothing, output, Duration.ofSeconds(30)) == 0) {
        return;
      }
      reason = LogFile.lastLines(output).strip();
    } catch (IOException e) {
      reason = "there is no unshare program";
    }
    throw AdminException.configuration(
        "PostgreSQL does not run as root, and root may not make a user namespace for it here ("
            + reason
            + "). Run as an ordinary user, or set DATABASE_URL.");
  }
}
