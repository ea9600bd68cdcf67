package dev.oneoff.admin.database.local;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The user we are to PostgreSQL, which refuses to run as root, and whose initdb looks up its user's
 * name: it also refuses a user unknown to the system, as in a container with an arbitrary uid. In
 * both cases each of its programs starts in a user namespace of its own (Linux): it sees itself as
 * nobody and still owns our files.
 */
record Identity(List<String> prefix) {

  private static final List<String> NAMESPACE = List.of("unshare", "-U");

  /** Also finds out whether the directory is writable at all. */
  static Identity in(Path directory) throws IOException {
    Path probe = Files.createTempFile(directory, "probe", null);
    try {
      if (!isRoots(probe)) {
        Optional<String> uid = withoutName(probe);
        if (uid.isEmpty()) {
          return new Identity(List.of());
        }
        requireNamespace(probe, reason -> unknownUser(uid.get(), reason));
        return new Identity(NAMESPACE);
      }
      if (!isRoots(directory)) {
        throw AdminException.configuration(
            directory
                + " belongs to "
                + Files.getOwner(directory)
                + ", so PostgreSQL cannot run there for root. Run as that user, set XDG_DATA_HOME"
                + " to another directory, or set DATABASE_URL.");
      }
      requireNamespace(
          probe,
          reason ->
              "PostgreSQL does not run as root, and root may not create a user namespace for it"
                  + " here"
                  + " ("
                  + reason
                  + "). Run as an ordinary user, or set DATABASE_URL.");
      return new Identity(NAMESPACE);
    } finally {
      Files.delete(probe);
    }
  }

  private static boolean isRoots(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.getAttribute(file, "unix:uid").equals(0);
  }

  // Then the system returns the number as the name.
  private static Optional<String> withoutName(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Optional.empty();
    }
    String uid = String.valueOf(Files.getAttribute(file, "unix:uid"));
    return Files.getOwner(file).getName().equals(uid) ? Optional.of(uid) : Optional.empty();
  }

  private static String unknownUser(String uid, String reason) {
    return "PostgreSQL does not run as a user that has no name on this system, such as "
        + uid
        + ", who may not create a user namespace for it either ("
        + reason
        + "). Add a line for "
        + uid
        + " to /etc/passwd, run as a user who is there, or set DATABASE_URL.";
  }

  private static void requireNamespace(Path output, UnaryOperator<String> sentence) {
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
    throw AdminException.configuration(sentence.apply(reason));
  }
}
