package dev.oneoff.admin.database.local;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Starts and stops the server of a cluster through pg_ctl, which gives it a session of its own: it
 * outlives us, and a Ctrl-C at our terminal does not reach it. The directory's lock must be held.
 */
final class ServerProcess {

  private static final Duration START_LIMIT = Duration.ofMinutes(1);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

  /** On top of pg_ctl's own limit, in case it does not keep to it. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  /**
   * Conditions that pass by themselves: orphans of a killed server, somebody's brief use of the
   * port.
   */
  private static final List<String> PASSING =
      List.of("pre-existing shared memory block", "could not bind", "lock file \"postmaster.pid\"");

  private final PostgresCluster cluster;
  private final Programs programs;
  private final Identity identity;

  ServerProcess(PostgresCluster cluster, Programs programs, Identity identity) {
    this.cluster = cluster;
    this.programs = programs;
    this.identity = identity;
  }

  void start() throws IOException {
    Postmaster.forgetImpostor(cluster.data());
    if (Files.exists(cluster.log())) {
      Path previous = cluster.log().resolveSibling("log.previous");
      Files.move(cluster.log(), previous, REPLACE_EXISTING);
    }
    Deadline deadline = Deadline.in(START_LIMIT);
    int port = Ports.choose(cluster.port());
    while (!start(port)) {
      if (Postmaster.over(cluster.data()).isPresent()) {
        return; // not ready in time, or a server whose starter was killed got there first
      }
      if (!willPass() || !deadline.sleep()) {
        throw failure("start");
      }
      Postmaster.forgetImpostor(cluster.data());
      port = Ports.choose(cluster.port());
    }
    Files.writeString(cluster.port(), port + "\n");
  }

  private boolean start(int port) throws IOException {
    return control(
        START_LIMIT,
        "start",
        "--log=" + cluster.log(),
        "--options=-p " + port + " -h 127.0.0.1 -c unix_socket_directories=");
  }

  void stop() throws IOException {
    if (!control(STOP_LIMIT, "stop", "--mode=fast")
        && !control(STOP_LIMIT, "stop", "--mode=immediate")) {
      throw failure("stop");
    }
  }

  private boolean control(Duration limit, String verb, String... options) throws IOException {
    String[] arguments = new String[options.length + 5];
    arguments[0] = verb;
    arguments[1] = "--silent";
    arguments[2] = "--wait";
    arguments[3] = "--timeout=" + limit.toSeconds();
    arguments[4] = "--pgdata=" + cluster.data();
    System.arraycopy(options, 0, arguments, 5, options.length);
    Duration patience = limit.plus(GRACE);
    return programs.run(identity, cluster.commandOutput(), patience, "pg_ctl", arguments) == 0;
  }

  private boolean willPass() {
    String end = LogFile.lastLines(cluster.log());
    return PASSING.stream().anyMatch(end::contains);
  }

  private AdminException failure(String verb) {
    return AdminException.unavailable(
        "The local PostgreSQL did not "
            + verb
            + ": "
            + LogFile.lastLines(cluster.commandOutput())
            + "\n"
            + LogFile.quote(cluster.log()),
        null);
  }
}
