package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.ToolkitChangesets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In a pipe: stdout is data and nothing else. */
class PipeIT {

  private final JarPostgres.Database database = JarPostgres.database();
  private final App app = App.packaged().on(database);

  @Tag("one-java")
  @Test
  void dataGoesToStdoutAndMessagesToStderr() {
    assertThat(app.run("migrate").succeeds().out()).isEmpty();
    JarRun status = app.run("migrate", "status", "--format", "jsonl").succeeds();
    assertThat(status.out().lines())
        .hasSize((int) ToolkitChangesets.and(4))
        .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    assertThat(status.err()).isEmpty();
  }

  @Tag("one-java")
  @Test
  void aBootedCommandKeepsStdoutCleanToo() throws Exception {
    JarPostgres.migrated(database, app);
    assertThat(app.run("health", "--format", "jsonl").succeeds().out().lines())
        .isNotEmpty()
        .allMatch(line -> line.startsWith("{"));
  }

  @Test
  void aReaderThatStopsEarlyIsNotAFailure() {
    JarRun head = app.bash("$APP migrate status | head -n 1");
    assertThat(head.succeeds().out()).startsWith("changelog");
    assertThat(head.err()).isEmpty();
    JarRun nobody = app.bash("$APP about --format json | true");
    assertThat(nobody.succeeds().err()).isEmpty();
  }

  @Test
  void aFullDiskIsAFailure() {
    assertThat(app.bash("$APP completion bash > /dev/full").endsWith(1).err())
        .contains("error: Standard output cannot be written")
        .doesNotContain("\tat ");
  }

  @Test
  void aClosedStderrStopsNoWork() throws Exception {
    app.bash("$APP migrate 2>&-").succeeds();
    assertThat(database.hasTable("order_lines")).isTrue();
  }
}
