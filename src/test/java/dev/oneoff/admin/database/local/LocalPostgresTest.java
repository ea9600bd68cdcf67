package dev.oneoff.admin.database.local;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {

  @TempDir static Path directory;
  static LocalPostgres postgres;

  LocalServer server;

  @BeforeAll
  static void choose() {
    postgres = LocalPostgres.in(directory, LocalPostgresFirstStartTest.PROGRAMS);
  }

  @BeforeEach
  void start() {
    server = postgres.start(step -> {});
  }

  @AfterAll
  static void stop() {
    postgres.stop();
  }

  @Test
  void aRunningServerIsFoundAgain() {
    assertThat(postgres.start(step -> {})).isEqualTo(server);
    assertThat(postgres.running()).contains(server);
  }

  @Test
  void aStoppedServerKeepsItsDataAndItsPort() throws SQLException {
    server.ensureDatabase("kept");
    write("kept", "stopped");

    assertThat(postgres.stop()).isTrue();

    assertThat(postgres.running()).isEmpty();
    assertThat(postgres.stop()).isFalse();
    server = postgres.start(step -> {});
    assertThat(read("kept", "stopped")).isEqualTo(1);
    assertThat(postgres.running()).map(LocalServer::port).contains(server.port());
  }

  @Test
  void aKilledServerStartsAgainWithItsData() throws SQLException {
    server.ensureDatabase("kept");
    write("kept", "killed");
    long killed = server.pid();

    ProcessHandle.of(killed).ifPresent(ProcessHandle::destroyForcibly);
    server = postgres.start(step -> {});

    assertThat(server.pid()).isNotEqualTo(killed);
    assertThat(read("kept", "killed")).isEqualTo(1);
  }

  @Test
  void aPidFileNamingAnotherProgramIsNotAServer() throws IOException {
    postgres.stop();
    writePidFile(ProcessHandle.current().pid());

    assertThat(postgres.running()).isEmpty();
    assertThat(postgres.stop()).isFalse();
    assertThat(postgres.start(step -> {}).pid()).isNotEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void aPidFileNamingAnotherDataDirectorysServerIsNotAServer(@TempDir Path other)
      throws IOException {
    LocalPostgres stranger = LocalPostgres.in(other, LocalPostgresFirstStartTest.PROGRAMS);
    try {
      postgres.stop();
      long pid = stranger.start(step -> {}).pid();
      writePidFile(pid);

      assertThat(postgres.running()).isEmpty();
      assertThat(postgres.start(step -> {}).pid()).isNotEqualTo(pid);
      assertThat(stranger.running()).map(LocalServer::pid).contains(pid);
    } finally {
      stranger.stop();
    }
  }

  @Test
  void anEmptyPidFileIsNotAServer() throws IOException {
    postgres.stop();
    Files.createFile(pidFile());

    assertThat(postgres.running()).isEmpty();
    assertThat(postgres.start(step -> {}).version()).startsWith("18.");
  }

  @Test
  void aTakenPortMovesTheServer() throws IOException {
    postgres.stop();
    try (ServerSocket taken =
        new ServerSocket(server.port(), 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(postgres.start(step -> {}).port()).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void aWrongPasswordIsExplained() throws IOException {
    Path password = server.directory().resolve("password");
    Files.writeString(password, "wrong");
    try {
      assertThatThrownBy(postgres::running)
          .is(because(AdminException.Cause.CONFIGURATION))
          .hasMessageContaining(password.toString());
    } finally {
      Files.writeString(password, server.password());
    }
  }

  @Test
  void aMissingPasswordIsExplainedBeforeTheStart() throws IOException {
    Path password = server.directory().resolve("password");
    postgres.stop();
    Files.delete(password);
    try {
      assertThatThrownBy(() -> postgres.start(step -> {}))
          .isInstanceOf(AdminException.class)
          .hasMessageContaining("lost its password");
    } finally {
      Files.writeString(password, server.password());
    }
    assertThat(postgres.running()).isEmpty();
  }

  @Test
  void aServerThatDoesNotStartSaysWhy() throws IOException {
    Path settings = server.directory().resolve("data/postgresql.auto.conf");
    String before = Files.readString(settings);
    postgres.stop();
    Files.writeString(settings, "no_such_setting = 1\n");
    try {
      assertThatThrownBy(() -> postgres.start(step -> {}))
          .is(because(AdminException.Cause.UNAVAILABLE))
          .hasMessageContaining(server.directory().resolve("log").toString())
          .hasMessageContaining("no_such_setting");
    } finally {
      Files.writeString(settings, before);
    }
  }

  private Path pidFile() {
    return server.directory().resolve("data/postmaster.pid");
  }

  private void writePidFile(long pid) throws IOException {
    Path data = server.directory().resolve("data");
    Files.write(
        pidFile(),
        List.of(
            Long.toString(pid),
            data.toString(),
            "1700000000",
            Integer.toString(server.port()),
            "",
            "127.0.0.1",
            "  2156123         9",
            "ready   "));
  }

  private void write(String database, String table) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("create table " + table + " as select 1");
    }
  }

  private int read(String database, String table) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(database), server.user(), server.password());
  }
}
