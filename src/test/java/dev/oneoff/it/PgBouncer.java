package dev.oneoff.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real PgBouncer before the tests' PostgreSQL: the one from the path, or the one that the
 * variable PGBOUNCER names.
 */
record PgBouncer(Process process, int port) implements AutoCloseable {

  /** So many sessions of the server's are shared by all clients. */
  static final int SESSIONS = 3;

  // In session mode each has one of its own.
  private static final int CLIENTS = 20;

  /** The program, where it is installed. */
  static Optional<Path> program() {
    String named = System.getenv("PGBOUNCER");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
        .map(directory -> Path.of(directory, "pgbouncer"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Whether it prepares under names of its own what clients prepare; from 1.24 on by itself. */
  static boolean carriesStatements() throws IOException {
    Process version = new ProcessBuilder(program().orElseThrow().toString(), "--version").start();
    String[] words = new String(version.getInputStream().readAllBytes(), UTF_8).split("\\s|\\.", 4);
    return Integer.parseInt(words[1]) > 1 || Integer.parseInt(words[2]) >= 24;
  }

  static PgBouncer start(Path directory, JarPostgres.Database database, String poolMode)
      throws IOException {
    int port = freePort();
    var server = JarPostgres.server();
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
            default_pool_size = %d
            """
                .formatted(
                    database.name(),
                    server.port(),
                    database.name(),
                    port,
                    users,
                    poolMode,
                    poolMode.equals("session") ? CLIENTS : SESSIONS));
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

  /** A connection through it that prepares nothing. */
  Connection connect(JarPostgres.Database database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database.name() + "?prepareThreshold=0",
        JarPostgres.server().user(),
        JarPostgres.server().password());
  }

  String url(JarPostgres.Database database) {
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
