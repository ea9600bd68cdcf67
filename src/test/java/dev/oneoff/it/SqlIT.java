package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code sql} of the packaged jar, without a terminal. What it does not take, {@code
 * SqlCommandTest} shows.
 */
@Tag("one-java")
class SqlIT {

  private static final JarPostgres.Database DATABASE = JarPostgres.database();

  private static App app;

  @TempDir Path directory;

  @BeforeAll
  static void migrate() throws Exception {
    app = App.packaged().on(DATABASE).warm();
    JarPostgres.migrated(DATABASE, app);
    DATABASE.execute(
        "insert into customers (id, name, email, signed_up_on)"
            + " values (901, 'Ada', 'ada@example.org', '2026-01-01')");
  }

  @Test
  void readsMasksAndRecordsEachStatement() throws Exception {
    String statements = "select name, email from customers where id = :id; select 1 as one";
    assertThat(
            app.run("sql", "-c", statements, "--param", "id=901", "--format", "csv")
                .succeeds()
                .out())
        .isEqualTo("name,email\nAda,***\n\none\n1\n");

    assertThat(app.run("sql", "-c", "\\d customers", "--format", "csv").succeeds().out())
        .startsWith("part,name,type,says\n")
        .contains("column,email,character varying(254),\"not null, sensitive\"\n");

    String secret = "select email from customers where id = 901";
    assertThat(
            app.run("sql", "-c", secret, "--unmask", "--reason", "a call", "--format", "jsonl")
                .succeeds()
                .out())
        .isEqualTo("{\"email\":\"ada@example.org\"}\n");
    String run = DATABASE.query("select max(id) from admin_run");
    assertThat(app.run("runs", "show", run).succeeds().out())
        .contains("a call", secret, "--unmask");
  }

  @Test
  void writesOnlyWithWriteAndReportsWhat() throws Exception {
    Path script = directory.resolve("fix.sql");
    Files.writeString(script, "update customers set slug = 'ada' where id = 901;\nselect 1;\n");
    app.run("sql", script.toString())
        .failsWith(
            3,
            "UPDATE is not sent",
            "--write --reason",
            "0 of 2 statements ran; the one on line 1 failed.");
    assertThat(
            DATABASE.query(
                "select error from admin_run_statement order by run_id desc, number desc limit 1"))
        .contains("UPDATE is not sent");

    JarRun written = app.run("sql", script.toString(), "--write", "--reason", "a typo").succeeds();
    assertThat(written.err()).contains("customers: 1 row updated.");
    assertThat(DATABASE.query("select slug from customers where id = 901")).isEqualTo("ada");
  }

  @Test
  void aKilledStatementIsInTheTranscript() throws Exception {
    try (JarRun run = app.start("sql", "-c", "select pg_sleep(50) as killed")) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () ->
                  "1"
                      .equals(
                          DATABASE.query(
                              "select count(*) from pg_stat_activity where query like '%as killed'"
                                  + " and state = 'active' and application_name like 'oneoff sql%'")));
      run.signal("KILL").await();
    }
    // Its statement ends with it, and not with its own limit.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                "0"
                    .equals(
                        DATABASE.query(
                            "select count(*) from pg_stat_activity where query like '%as killed'"
                                + " and application_name like 'oneoff sql%'")));
    assertThat(
            DATABASE.query(
                "select count(*) from admin_run_statement"
                    + " where text like '%as killed' and ended_at is null"))
        .isEqualTo("1");
  }

  @Test
  void withAReadOnlyAddressItReadsAsThatRole() throws Exception {
    DATABASE.execute("create role reader login password 'reader'");
    DATABASE.execute("grant select on customers to reader");
    App reading =
        app.with(
            "DATABASE_READONLY_URL", DATABASE.url().replaceFirst("//[^@]*@", "//reader:reader@"));
    try {
      assertThat(
              reading.run("sql", "-c", "select current_user", "--format", "csv").succeeds().out())
          .isEqualTo("current_user\nreader\n");
      assertThat(
              reading
                  .run("shell", "-c", "sql(\"select current_user\")", "--format", "csv")
                  .succeeds()
                  .out())
          .isEqualTo("current_user\nreader\n");
      reading
          .run("sql", "-c", "select * from orders")
          .failsWith(3, "permission denied for table orders");
      assertThat(
              reading
                  .run(
                      "sql",
                      "-c",
                      "select current_user",
                      "--write",
                      "--reason",
                      "x",
                      "--format",
                      "csv")
                  .succeeds()
                  .out())
          .doesNotContain("reader");
    } finally {
      DATABASE.execute("drop owned by reader");
      DATABASE.execute("drop role reader");
    }
  }

  @Test
  void aMillionRowsFitInLittleMemory() {
    String rows = "select i, repeat('x', 100) from generate_series(1, 1000000) i";
    assertThat(
            app.withJvmOption("-Xmx40m")
                .bash("$APP sql -c \"" + rows + "\" --format csv | wc -l")
                .succeeds()
                .out())
        .contains("1000001");
  }

  @Test
  void aScriptComesThroughAPipe() {
    JarRun piped =
        app.bash("echo 'select 1 as one; table nothing' | $APP sql --format csv").endsWith(1);
    assertThat(piped.out()).isEqualTo("one\n1\n");
    assertThat(piped.err())
        .contains(
            "relation \"nothing\" does not exist",
            "1 of 2 statements ran; the one on line 1 failed.");
  }
}
