package dev.oneoff.admin.run.history;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.cli.option.DurationOption;
import dev.oneoff.admin.database.pool.Pools;
import dev.oneoff.admin.task.BatchCleanup;
import dev.oneoff.admin.task.Task;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import javax.sql.DataSource;
import picocli.CommandLine.Option;

/** {@code runs prune} as a cleanup, for those who run all cleanups from one schedule. */
@AutoService(BatchCleanup.class)
@Task(description = "Deletes old runs from the ledger, with everything recorded for them.")
public class PruneRuns implements BatchCleanup {

  @Option(
      names = "--older-than",
      paramLabel = "DURATION",
      defaultValue = "90d",
      converter = DurationOption.class,
      description = RunsPruneCommand.OLDER_THAN + " Default: ${DEFAULT-VALUE}.")
  Duration olderThan = Duration.ofDays(90);

  Supplier<? extends DataSource> dataSource = Pools::administered;

  @Override
  public int deleteBatch(int limit) throws SQLException {
    try (Connection connection = dataSource.get().getConnection()) {
      return new RunPruning(Instant.now().minus(olderThan)).deleteBatch(connection, limit);
    }
  }
}
