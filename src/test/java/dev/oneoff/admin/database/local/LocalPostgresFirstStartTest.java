package dev.oneoff.admin.database.local;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.oneoff.TestPostgres;
import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresFirstStartTest {

  /** Unpacked once per build; what is tested here begins after that. */
  static final Path PROGRAMS = TestPostgres.PROGRAMS;

  @TempDir Path temporary;

  Path directory;
  LocalPostgres postgres;

  @BeforeEach
  void chooseADirectoryWithASpace() {
    directory = temporary.resolve("not there yet");
    postgres = LocalPostgres.in(directory, PROGRAMS);
  }

  @AfterEach
  void stop() {
    postgres.stop();
  }

  @Test
  void announcesItsStepsAndAnswers() {
    List<String> steps = new ArrayList<>();

    LocalServer server = postgres.start(steps::add);

    assertThat(server.version()).startsWith("18.");
    assertThat(server.ensureDatabase("orders")).isTrue();
    assertThat(steps)
        .last()
        .isEqualTo("Initialising the local PostgreSQL in " + directory.resolve("18") + ".");
  }

  @Test
  void keepsThePasswordToItsUser() throws IOException {
    LocalServer server = postgres.start(step -> {});

    Path password = server.directory().resolve("password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(password)).isEqualTo(server.password());
    assertThat(server.toString()).doesNotContain(server.password());
    assertThat(server.jdbcUrl("orders")).doesNotContain(server.password());
  }

  @Test
  void isOneServerForTwoThreads() {
    CompletableFuture<LocalServer> one = CompletableFuture.supplyAsync(this::startAnew);
    CompletableFuture<LocalServer> other = CompletableFuture.supplyAsync(this::startAnew);

    assertThat(one.join()).isEqualTo(other.join());
  }

  private LocalServer startAnew() {
    return LocalPostgres.in(directory, PROGRAMS).start(step -> {});
  }

  @Test
  void isOneServerForTwoProcessesAndOutlivesThem() throws IOException, InterruptedException {
    Process one = StartOnce.launch(directory, PROGRAMS);
    Process other = StartOnce.launch(directory, PROGRAMS);

    // Read to the end: a server that had inherited the pipe would hold it open.
    String answer = new String(one.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(other.getInputStream()).hasContent(answer);
    assertThat(one.waitFor()).isZero();
    assertThat(other.waitFor()).isZero();
    assertThat(postgres.running()).map(server -> "pid " + server.pid()).contains(answer);
  }

  @Test
  void leavesOtherDirectoriesAlone() {
    LocalPostgres neighbour = LocalPostgres.in(temporary.resolve("neighbour"), PROGRAMS);
    try {
      LocalServer server = postgres.start(step -> {});

      assertThat(neighbour.running()).isEmpty();
      assertThat(neighbour.start(step -> {}).port()).isNotEqualTo(server.port());
    } finally {
      neighbour.stop();
    }
  }

  @Test
  void startsOverAfterAKilledOne() throws IOException {
    Path half = Files.createDirectories(directory.resolve(".unfinished-1/data"));
    Files.writeString(half.resolve("PG_VERSION"), "18");

    postgres.start(step -> {});

    assertThat(half).doesNotExist();
  }

  @Test
  void startsOverWhileAKilledOnesChildStillWrites() throws IOException {
    Process killed = StartOnce.launch(directory, PROGRAMS);
    await().until(() -> isInitialising() || !killed.isAlive());
    killed.destroyForcibly().onExit().join();

    assertThat(postgres.start(step -> {}).ensureDatabase("orders")).isTrue();
  }

  private boolean isInitialising() throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.anyMatch(child -> Files.exists(child.resolve("data/base")));
    }
  }

  @Test
  void beforeItNothingRunsOrIsWritten() {
    assertThat(postgres.running()).isEmpty();
    assertThat(postgres.stop()).isFalse();
    assertThat(directory).doesNotExist();
  }

  @Test
  void explainsAnImpossibleDirectory() throws IOException {
    Files.writeString(directory, "a file");

    assertThatThrownBy(() -> postgres.start(step -> {}))
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessageContaining(directory.toString())
        .hasMessageContaining("DATABASE_URL");
  }

  @Test
  void explainsAPathThatAShellWouldChange() {
    LocalPostgres odd = LocalPostgres.in(temporary.resolve("$HOME"), PROGRAMS);

    assertThatThrownBy(() -> odd.start(step -> {}))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("a path with");
  }
}
