package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database's password is in no output, no log and no process listing. */
@Tag("one-java")
class SecretsIT {

  private final JarPostgres.Database database = JarPostgres.database();
  private final App app = App.packaged().on(database).warm();
  private final String password = JarPostgres.server().password();

  @TempDir Path directory;

  @Test
  void noCommandPrintsIt() {
    for (String[] arguments :
        new String[][] {
          {"migrate", "--verbose"},
          {"migrate", "status"},
          {"about", "--verbose"},
          {"health", "--verbose"}
        }) {
      JarRun run = app.with("QUARKUS_LOG_LEVEL", "DEBUG").run(arguments).succeeds();
      assertThat(run.out()).doesNotContain(password);
      assertThat(run.err()).doesNotContain(password);
    }
  }

  @Test
  void noFailurePrintsIt() {
    for (String url :
        new String[] {
          database.url("ge%40heim"),
          "postgres://app:ge%40heim@127.0.0.1:1/orders",
          "postgres://app:ge%40heim@db:x/orders",
          "mysql://app:ge%40heim@db/orders",
          "jdbc:postgresql://app:ge%40heim@127.0.0.1:1/orders",
          "postgres://app:ge%40heim@db/orders?sslmode=nonsense"
        }) {
      for (String command : new String[] {"migrate", "about", "health", "serve"}) {
        App failing = app.with("DATABASE_URL", url).with("QUARKUS_HTTP_PORT", "0");
        JarRun run;
        if (command.equals("serve") && !url.contains(":x/") && url.startsWith("postgres")) {
          run = failing.start(command, "--verbose");
          run.close();
        } else {
          run = failing.run(command, "--verbose");
        }
        assertThat(run.out() + run.err()).doesNotContain("ge%40heim").doesNotContain("ge@heim");
      }
    }
  }

  @Test
  void theProcessListingDoesNotShowIt() throws Exception {
    App slow =
        Changelogs.in(
            directory,
            app.on(JarPostgres.prepared()),
            "create table one as select 1 as id from pg_sleep(1)");
    try (JarRun run = slow.start("migrate").awaitErr("changelog.sql::1 by test")) {
      assertThat(Files.readString(Path.of("/proc/" + run.pid() + "/cmdline")))
          .doesNotContain(password);
      run.await().succeeds();
    }
  }
}
