package dev.oneoff.admin.database.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServerTest {

  @TempDir static Path directory;
  static LocalPostgres postgres;
  static LocalServer server;

  @BeforeAll
  static void start() {
    postgres = LocalPostgres.in(directory, LocalPostgresFirstStartTest.PROGRAMS);
    server = postgres.start(step -> {});
  }

  @AfterAll
  static void stop() {
    postgres.stop();
  }

  @AfterEach
  void dropAll() {
    server.databases().forEach(database -> server.dropDatabase(database.name()));
  }

  @Test
  void manyAtOnceCreateOneDatabase() {
    List<CompletableFuture<Boolean>> creations =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> server.ensureDatabase("orders")))
            .limit(6)
            .toList();

    assertThat(creations.stream().map(CompletableFuture::join)).containsOnlyOnce(true);
    assertThat(server.ensureDatabase("orders")).isFalse();
  }

  @Test
  void anyNameIsAllowed() throws SQLException {
    String name = "My \"odd\" näme; 100%+1 & more?/";

    server.ensureDatabase(name);

    try (Connection connection = connect(name)) {
      assertThat(connection.getCatalog()).isEqualTo(name);
    }
  }

  @Test
  void aNameThatPostgresWouldCutIsRefused() {
    assertThatThrownBy(() -> server.ensureDatabase("x".repeat(64)))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("63 bytes");
  }

  @Test
  void theDatabasesOfServicesAreListedWithTheirSizes() {
    server.ensureDatabase("b");
    server.ensureDatabase("a");

    assertThat(server.databases()).extracting(LocalDatabase::name).containsExactly("a", "b");
    assertThat(server.databases()).allMatch(database -> database.bytes() > 1_000_000);
  }

  @Test
  void aDatabaseInUseIsDropped() throws SQLException {
    server.ensureDatabase("used");
    try (Connection connection = connect("used")) {
      assertThat(server.dropDatabase("used")).isTrue();
      assertThat(connection.isValid(5)).isFalse();
    }
    assertThat(server.dropDatabase("used")).isFalse();
  }

  @Test
  void itListensOnLoopbackOnly() throws SQLException {
    try (Connection connection = connect("postgres");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select current_setting('listen_addresses')"
                    + " || current_setting('unix_socket_directories')")) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo("127.0.0.1");
    }
  }

  private static Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(database), server.user(), server.password());
  }
}
