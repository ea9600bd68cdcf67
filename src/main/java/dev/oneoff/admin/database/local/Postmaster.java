package dev.oneoff.admin.database.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server's process according to its pid file. The file outlives a killed server, and its pid
 * may by now belong to a zombie or another program: that is not a postmaster.
 */
record Postmaster(long pid, int port, boolean ready) {

  // The lines of postmaster.pid; the status comes last, padded with spaces.
  private static final int PID = 0;
  private static final int PORT = 3;
  private static final int STATUS = 7;

  /** The one that works on this data, whether it is ready or not. */
  static Optional<Postmaster> over(Path data) throws IOException {
    List<String> lines = lines(data);
    if (lines.size() <= PORT || !runs(Long.parseLong(lines.get(PID)), data)) {
      return Optional.empty();
    }
    boolean ready = lines.size() > STATUS && lines.get(STATUS).strip().equals("ready");
    return Optional.of(
        new Postmaster(Long.parseLong(lines.get(PID)), Integer.parseInt(lines.get(PORT)), ready));
  }

  /**
   * Removes a pid file that would make PostgreSQL believe in a server that does not run: one
   * without a pid, or with that of an unrelated living process. PostgreSQL removes any other
   * leftover itself, after using it to look for orphans.
   */
  static void forgetImpostor(Path data) throws IOException {
    List<String> lines = lines(data);
    if (lines.size() <= PORT || ProcessHandle.of(Long.parseLong(lines.get(PID))).isPresent()) {
      Files.deleteIfExists(file(data));
    }
  }

  private static List<String> lines(Path data) throws IOException {
    try {
      // The data directory in it may be in any encoding; the rest is ASCII.
      List<String> lines = Files.readAllLines(file(data), ISO_8859_1);
      return lines.isEmpty() || !lines.get(PID).matches("[0-9]{1,10}") ? List.of() : lines;
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static Path file(Path data) {
    return data.resolve("postmaster.pid");
  }

  private static boolean runs(long pid, Path data) throws IOException {
    boolean postgres =
        ProcessHandle.of(pid)
            .flatMap(process -> process.info().command())
            .map(program -> Path.of(program).getFileName())
            .filter(name -> name.toString().startsWith("postgres"))
            .isPresent();
    if (!postgres) {
      return false;
    }
    // After a reboot the pid may belong to another PostgreSQL; if the system can tell, look closer.
    Path worksIn = Path.of("/proc", Long.toString(pid), "cwd");
    return !Files.exists(worksIn) || Files.isSameFile(worksIn, data);
  }
}
