package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What became of each task, on the server's metrics. */
@Tag("one-java")
class MetricsIT {

  private final JarPostgres.Database database = JarPostgres.database();
  private final App app = App.packaged().on(database);

  @Test
  void theServerReportsWhenEachTaskLastSucceeded() throws Exception {
    JarPostgres.migrated(database, app);
    database.execute(
        """
        insert into admin_run (command, task, actor, host, process, release, dry_run, status, started_at, ended_at,
          processed, failed)
        values
          ('cleanup old', 'old', 'a', 'h', 1, 'r', false, 'DONE', '2026-01-01T00:00Z', '2026-01-01T00:00:10Z', 10, 0),
          ('cleanup old', 'old', 'a', 'h', 1, 'r', false, 'INCOMPLETE', '2026-01-02T00:00Z', '2026-01-02T00:00:02.5Z', 7, 3),
          ('cleanup old', 'old', 'a', 'h', 1, 'r', true, 'DONE', '2026-01-03T00:00Z', '2026-01-03T00:00:01Z', 99, 0)
        """);
    try (JarServer server = JarServer.start(app)) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> server.get("/q/metrics").body().contains("oneoff_task_runs_total"));

      assertThat(server.get("/q/metrics").body())
          .contains(
              "\noneoff_task_last_success_timestamp_seconds{task=\"old\"} 1.76722561E9\n",
              "\noneoff_task_last_duration_seconds{task=\"old\"} 2.5\n",
              "\noneoff_task_last_items{task=\"old\"} 7.0\n",
              "\noneoff_task_last_failed_items{task=\"old\"} 3.0\n",
              "\noneoff_task_runs_total{status=\"done\",task=\"old\"} 1.0\n",
              "\noneoff_task_runs_total{status=\"incomplete\",task=\"old\"} 1.0\n",
              "\noneoff_ledger_up 1.0\n");
    }
  }

  @Test
  void withoutALedgerMetricsStillWork() throws Exception {
    try (JarServer server = JarServer.start(app)) {
      assertThat(server.get("/q/metrics").statusCode()).isEqualTo(200);
      assertThat(server.get("/q/metrics").body())
          .contains("oneoff_ledger_up")
          .doesNotContain("oneoff_task_");
    }
  }
}
