package dev.oneoff.admin.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.oneoff.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The machine's psql, for scripts that are made for it. */
final class PsqlScript {

  private PsqlScript() {}

  /** Runs a script; a test is skipped where there is no psql. */
  static void run(TestDatabase database, String script) throws Exception {
    boolean found =
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(path -> Files.isExecutable(Path.of(path, "psql")));
    assumeTrue(found, "There is no psql on the PATH.");
    ProcessBuilder psql =
        new ProcessBuilder(
            "psql",
            "-X",
            "-q",
            "-f",
            "-",
            database.location().jdbcUrl().replaceFirst("^jdbc:", "").replaceFirst("[?].*", ""));
    psql.environment().put("PGUSER", database.user());
    psql.environment().put("PGPASSWORD", database.password());
    Path log = Files.createTempFile("psql", ".log");
    Process process = psql.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    int code = process.waitFor();
    assertThat(code).as(Files.readString(log)).isZero();
    Files.delete(log);
  }
}
