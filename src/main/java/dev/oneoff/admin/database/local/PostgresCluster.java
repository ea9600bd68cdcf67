package dev.oneoff.admin.database.local;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

/**
 * What one PostgreSQL keeps on disk. Data and password appear together, in one rename, so that a
 * killed set-up leaves neither.
 */
record PostgresCluster(Path directory) {

  static final String USER = "oneoff";

  /** Said by initdb, which looks up its own user. */
  private static final String NAMELESS = "could not look up effective user ID";

  private static final Duration INITDB_LIMIT = Duration.ofMinutes(3);
  private static final int PASSWORD_BYTES = 24;

  Path data() {
    return directory.resolve("data");
  }

  Path log() {
    return directory.resolve("log");
  }

  Path commandOutput() {
    return directory.resolve("pg_ctl.log");
  }

  /** The port of the last start, so that a restart does not move the server needlessly. */
  Path port() {
    return directory.resolve("port");
  }

  Path passwordFile() {
    return directory.resolve("password");
  }

  boolean exists() {
    return Files.isDirectory(directory);
  }

  String password() throws IOException {
    try {
      return Files.readString(passwordFile()).strip();
    } catch (NoSuchFileException e) {
      throw wrongPassword("has lost its password " + passwordFile() + ".");
    }
  }

  AdminException refusedPassword() {
    return wrongPassword("does not accept the password in " + passwordFile() + ".");
  }

  private AdminException wrongPassword(String what) {
    return AdminException.configuration(
        "The local PostgreSQL "
            + what
            + " Put the right one back, or stop the server and delete "
            + directory
            + ", with the databases in it, to start over.");
  }

  /** Fills a directory next to its own and renames it. The parent's lock must be held. */
  void initialize(Path parent, Programs programs, Identity identity) throws IOException {
    PostgresCluster unfinished = new PostgresCluster(PrivateFiles.createUnfinished(parent));
    PrivateFiles.write(unfinished.passwordFile(), newPassword());
    int status =
        programs.run(
            identity,
            unfinished.commandOutput(),
            INITDB_LIMIT,
            "initdb",
            "--pgdata=" + unfinished.data(),
            "--username=" + USER,
            "--pwfile=" + unfinished.passwordFile(),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions");
    if (status != 0) {
      if (LogFile.lastLines(unfinished.commandOutput()).contains(NAMELESS)) {
        throw AdminException.configuration(
            "PostgreSQL does not run as a user that has no name on this system. Add lines for"
                + " this user and for 'nobody' to /etc/passwd, run as another user, or set"
                + " DATABASE_URL.");
      }
      throw AdminException.failed(
          "PostgreSQL's initdb failed. Its output in "
              + unfinished.commandOutput()
              + " ends with:\n  "
              + LogFile.lastLines(unfinished.commandOutput()),
          null);
    }
    Files.move(unfinished.directory, directory, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String newPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
