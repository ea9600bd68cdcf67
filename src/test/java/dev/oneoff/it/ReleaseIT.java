package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which release and which configuration serves, beside commands of others. */
@Tag("one-java")
class ReleaseIT {

  private static final String LIVING = "select count(*) from admin_server";

  @TempDir Path directory;

  private final JarPostgres.Database database = JarPostgres.database();
  private final App app =
      App.packaged().on(database).warm().with("ONEOFF_FINGERPRINT_KEY", "the key of this test");

  @Test
  void commandsSayHowTheyDifferFromTheRunningServers() throws Exception {
    JarPostgres.migrated(database, app);
    try (JarServer old = JarServer.start(anotherBuild())) {
      awaitServers("1");
      JarRun different = app.run("sql", "-c", "select 1").succeeds();
      assertThat(different.err())
          .contains("warning: This is orders ", "the running servers have orders ");
      String run = database.query("select max(id) from admin_run");
      assertThat(app.run("runs", "log", run).succeeds().out())
          .contains("the running servers have orders ");
      app.run("sql", "-c", "select 1", "--require-same-release")
          .failsWith(3, "the running servers have orders ");

      try (JarServer same = JarServer.start(app.with("SHOP_TOKEN", "hush"))) {
        awaitServers("2");
        assertThat(app.run("sql", "-c", "select 1").succeeds().err()).doesNotContain("warning");
        app.run("sql", "-c", "select 1", "--require-same-release").succeeds();
        assertThat(app.run("release", "--format", "csv").succeeds().out())
            .contains(",true,true,", ",false,");
        assertThat(app.run("about").succeeds().out()).contains("serving", " × 1, orders ");

        App other = app.with("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", "7");
        other
            .run("sql", "-c", "select 1", "--require-same-release")
            .failsWith(3, "'config diff' shows the differences");
        assertThat(other.run("config", "diff", "--format", "csv").endsWith(5).out())
            .contains(
                "quarkus.datasource.jdbc.max-size,7,variable QUARKUS_DATASOURCE_JDBC_MAX_SIZE,,")
            .doesNotContain("hush");
        // Booted or not: a command names a variable's setting as the server does.
        try (JarServer alike = JarServer.start(other)) {
          awaitServers("3");
          other.run("query", "from Customer", "--require-same-release").succeeds();
          other.run("sql", "-c", "select 1", "--require-same-release").succeeds();
          alike.run().signal("TERM").await();
        }
        assertThat(database.query("select settings from admin_server order by started_at limit 1"))
            .doesNotContain("hush");

        // It leaves when it ends, and disappears when it is killed.
        same.run().signal("KILL").await();
        database.execute(
            "update admin_server set heartbeat_at = heartbeat_at - interval '40 seconds' where process = "
                + same.run().pid());
        assertThat(app.run("release", "--format", "csv").succeeds().out())
            .doesNotContain("/" + same.run().pid() + ",");
      }
      old.run().signal("TERM").await();
      assertThat(app.run("release").succeeds().err()).contains("No server is running.");
    }
  }

  private void awaitServers(String count) {
    await().atMost(Duration.ofMinutes(1)).until(() -> database.query(LIVING).equals(count));
  }

  /** The same jar from another commit. */
  private App anotherBuild() throws Exception {
    Path jar = Files.copy(App.packaged().jar(), directory.resolve("other.jar"));
    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      Path commit = inside.getPath("git.properties");
      Files.writeString(
          commit,
          Files.readString(commit)
              .replaceAll("(?m)^git.commit.id.full=.*$", "git.commit.id.full=" + "0".repeat(40)));
    }
    return App.of(jar).on(database).with("ONEOFF_FINGERPRINT_KEY", "the key of this test");
  }
}
