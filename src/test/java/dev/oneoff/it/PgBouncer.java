package dev.oneoff.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real PgBouncer from the path, before the tests' PostgreSQL. */
record PgBouncer(Process process, int port) implements AutoCloseable {

  /** The program, where it is installed. */
  static Optional<Path> program() {
    return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
        .map(directory -> Path.of(directory, "pgbouncer"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static PgBouncer start(Path directory, TestPostgres.Database database, String poolMode)
      throws IOException {
    int port = freePort();
    var server = TestPostgres.server();
    Path users =
        Files.writeString(
            directory.resolve("users.txt"),
            "\"" + server.user() + "\" \"" + server.password() + "\"\n");
    Path config =
        Files.writeString(
            directory.resolve("pgbouncer.ini"),
            """
            [databases]
            %s = host=127.0.0.1 port=%d dbname=%s
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            auth_type = scram-sha-256
            auth_file = %s
            pool_mode = %s
            unix_socket_dir =
            ignore_startup_parameters = extra_float_digits
            """
                .formatted(database.name(), server.port(), database.name(), port, users, poolMode));
    List<String> command =
        new ArrayList<>(List.of(program().orElseThrow().toString(), config.toString()));
    if (System.getProperty("user.name").equals("root")) {
      // It refuses to run as root.
      open(directory, "rwxr-xr-x");
      open(users, "rw-r--r--");
      open(config, "rw-r--r--");
      command.addAll(0, List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    Process process =
        DefaultSignals.process(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("pgbouncer.log").toFile())
            .start();
    await().atMost(Duration.ofSeconds(30)).until(() -> listens(port) || !process.isAlive());
    if (!process.isAlive()) {
      throw new AssertionError(
          "PgBouncer ended: " + Files.readString(directory.resolve("pgbouncer.log")));
    }
    return new PgBouncer(process, port);
  }

  String url(TestPostgres.Database database) {
    return database.url().replaceFirst("@127.0.0.1:\\d+", "@127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static void open(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
