package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports whose processes die, wait and meet each other: every row is in once. */
@Tag("one-java")
class ImportIT {

  private static final int ROWS = Integer.getInteger("oneoff.rows", 15_000);
  private static final int KILLS = Integer.getInteger("oneoff.kills", 3);
  private static final Set<Integer> BAD = Set.of(1, ROWS / 3, ROWS / 2, ROWS / 2 + 1, ROWS);

  private static JarPostgres.Database template;

  @TempDir Path directory;

  private JarPostgres.Database database;
  private App app;

  @BeforeAll
  static void migrate() throws SQLException {
    template = JarPostgres.migrated(App.packaged());
    // So that each test's first run is number 1, and an import takes some seconds.
    template.execute(
        """
        truncate admin_run restart identity cascade;
        create function slow() returns trigger language plpgsql as
          $$ begin perform pg_sleep(0.00005); return new; end $$;
        create trigger slow before insert on customers for each row execute function slow()
        """);
  }

  @BeforeEach
  void copy() throws SQLException {
    database = JarPostgres.copy(template);
    app = App.packaged().on(database);
  }

  @Test
  void killedAgainAndAgainItImportsEachRowOnce() throws Exception {
    String file = customers("customers.csv").toString();
    Path rejects = directory.resolve("rejects.csv");
    String[] command = {"import", "Customer", file, "--rejects", rejects.toString()};
    for (int kill = 0; kill < KILLS; kill++) {
      try (JarRun run = app.start(command)) {
        if (kill == 0) {
          run.awaitErr("Checking what is staged");
        } else {
          awaitRows(run, ThreadLocalRandom.current().nextInt(ROWS * kill / (KILLS + 1)) + 1);
        }
        run.signal("KILL").await();
      }
    }
    // The first one was killed before it had anything to go on with.
    String id = database.query("select max(id) from admin_run where status = 'RUNNING'");
    JarRun last = app.run("runs", "resume", id).endsWith(4);

    assertThat(last.err()).contains("Resuming run " + id + ", which ");
    assertThat(database.query("select count(*) || ' ' || count(distinct email) from customers"))
        .isEqualTo((ROWS - BAD.size()) + " " + (ROWS - BAD.size()));
    assertThat(
            database.query(
                "select status || ' ' || processed || ' ' || failed from admin_run where id = "
                    + id))
        .isEqualTo("INCOMPLETE " + (ROWS - BAD.size()) + " " + BAD.size());
    assertThat(Files.readAllLines(rejects)).hasSize(BAD.size() + 1);
    assertThat(app.run(command).endsWith(4).err())
        .contains("run " + id + " imported this file on ");
    assertThat(database.hasTable("admin_import_" + id)).isFalse();
  }

  @Test
  void itCanBePausedResumedAndCancelled() throws Exception {
    Path file = customers("customers.csv");
    String[] command = {"import", "Customer", file.toString()};
    try (JarRun run = app.start(command)) {
      run.awaitErr("Checking what is staged");
      assertThat(app.run("runs", "pause", "1").succeeds().err()).contains("Run 1 is paused");
      app.run(command)
          .failsWith(75, "Another process is importing into customers", "oneoff import");
      assertThat(app.run("runs", "resume", "1").succeeds().err())
          .contains("Run 1 continues in its own process.");
      run.awaitErr("Continuing.");
      run.signal("TERM").await();
      run.failsWith(75, "Interrupted, with ", "'runs resume 1', resumes from there.");
    }
    String whole = Files.readString(file);

    Files.writeString(file, whole + "one,more@example.com,2024-01-01\n");
    app.run(command).failsWith(3, "is not the file that run 1 began with", "runs cancel 1");

    Files.writeString(file, whole);
    assertThat(app.run(command).endsWith(4).err())
        .contains("Resuming run 1, which was interrupted");
    assertThat(database.query("select count(*) from customers"))
        .isEqualTo(Integer.toString(ROWS - BAD.size()));
  }

  @Test
  void itReadsStdinAndItsExitCodeReportsTheResult() throws Exception {
    JarRun piped =
        app.bash(
            "printf 'id,name,email,signedUpOn\\n1,a,a@x,2024-01-01\\n' | gzip | $APP import Customer -");
    assertThat(piped.succeeds().err()).contains("1 row inserted");
    assertThat(piped.out()).isEmpty();
    assertThat(database.query("select name from customers")).isEqualTo("a");

    Path cut = directory.resolve("cut.csv");
    Files.writeString(cut, "id,name,email,signedUpOn\n2,\"b,b@x,2024-01-01\n");
    app.run("import", "Customer", cut.toString())
        .failsWith(3, "cut.csv, line 2: a quote is opened and never closed");
    app.run("import", "Custmer", cut.toString()).failsWith(2, "Did you mean Customer?");
  }

  private void awaitRows(JarRun run, int rows) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                !run.isAlive()
                    || Integer.parseInt(database.query("select count(*) from customers")) >= rows);
  }

  private Path customers(String name) throws IOException {
    Path file = directory.resolve(name);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("name,email,signedUpOn\n");
      for (int i = 1; i <= ROWS; i++) {
        List<String> row =
            List.of(
                "Customer " + i,
                "customer" + i + "@example.com",
                BAD.contains(i) ? "someday" : "2024-01-01");
        out.write(String.join(",", row) + "\n");
      }
    }
    return file;
  }
}
