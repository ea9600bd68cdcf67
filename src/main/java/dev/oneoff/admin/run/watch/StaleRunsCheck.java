package dev.oneoff.admin.run.watch;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.Run;
import dev.oneoff.admin.ledger.RunLocks;
import dev.oneoff.admin.ledger.RunRow;
import dev.oneoff.admin.ledger.RunStatus;
import dev.oneoff.admin.run.history.RunState;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Abandoned runs: they died, or were stopped and never resumed. */
@Dependent
class StaleRunsCheck implements Check {

  private static final int DAYS = 1;

  private static final String NOT_AT_THEIR_END =
      """
      select * from admin_run
      where status = 'RUNNING'
        or status in ('PAUSED', 'INTERRUPTED') and heartbeat_at < current_timestamp - make_interval(days => ?)
      order by id
      """;

  @Override
  public String name() {
    return "stale-runs";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    try (Connection connection = dataSource.getConnection()) {
      if (!Ledger.present(connection)) {
        return List.of();
      }
      List<Finding> findings = new ArrayList<>();
      for (Run run : notAtTheirEnd(connection)) {
        if (run.status() != RunStatus.RUNNING || !RunLocks.alive(connection, run.id())) {
          findings.add(finding(run));
        }
      }
      return findings;
    }
  }

  private static Finding finding(Run run) {
    RunState state = RunState.of(run.status(), false);
    return Finding.warning(
        "Run "
            + run.id()
            + " ("
            + run.command()
            + ") has been "
            + word(state)
            + " since "
            + run.heartbeatAt().truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
            + ".",
        Datasource.command("runs resume " + run.id())
            + " or "
            + Datasource.command("runs cancel " + run.id())
            + ".");
  }

  private static String word(RunState state) {
    return state == RunState.DIED ? "dead" : state.toString();
  }

  private static List<Run> notAtTheirEnd(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(NOT_AT_THEIR_END)) {
      query.setInt(1, DAYS);
      try (ResultSet rows = query.executeQuery()) {
        List<Run> runs = new ArrayList<>();
        while (rows.next()) {
          runs.add(RunRow.read(rows));
        }
        return runs;
      }
    }
  }
}
