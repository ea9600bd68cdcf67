package dev.oneoff.admin.run.history;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.Run;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Prints a list of runs. */
final class RunTable {

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "command",
          "status",
          "actor",
          "started_at",
          "seconds",
          "processed",
          "failed",
          "exit_code");

  private RunTable() {}

  static void print(Console console, Format format, Database database, RunFilter filter)
      throws SQLException {
    RowPrinter rows = console.rows(format, COLUMNS);
    new RunHistory(database)
        .each(
            filter,
            shown -> {
              Run run = shown.run();
              rows.row(
                  Arrays.asList(
                      run.id(),
                      run.command(),
                      shown.state(),
                      run.claimedActor().orElse(run.actor()),
                      run.startedAt(),
                      shown.seconds(),
                      run.processed(),
                      run.failed(),
                      run.exitCode().orElse(null)));
            });
    rows.end();
  }
}
