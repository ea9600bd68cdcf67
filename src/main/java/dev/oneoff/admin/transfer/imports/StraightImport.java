package dev.oneoff.admin.transfer.imports;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.output.ProgressDisplay;
import dev.oneoff.admin.transfer.imports.load.LoadCounts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/** A file that is imported as it is, all or nothing. */
final class StraightImport {

  private final Import context;

  StraightImport(Import context) {
    this.context = context;
  }

  ExitCode run() throws Exception {
    try (Connection connection = context.work().getConnection()) {
      connection.setAutoCommit(false);
      long rows;
      try (ProgressDisplay progress =
          context.console().progress(context.target().entity(), OptionalLong.empty(), 0)) {
        rows =
            new StraightCopy(
                    connection,
                    context.target().table().name(),
                    context.target().columns(),
                    context.request().records().delimiter())
                .run(
                    context.file(),
                    progress,
                    () -> context.invocation().control().safePoint(() -> {}));
      }
      LoadCounts tally = LoadCounts.NONE.with(rows, 0, 0, 0);
      String sentence = context.sentence(tally);
      if (context.request().dryRun()) {
        connection.rollback();
      } else {
        new Identifiers(context).passGenerated(connection, context.target().table().name(), "");
        end(connection, tally, sentence);
        connection.commit();
      }
      context.invocation().control().progress(rows, 0);
      context.console().say(sentence);
      return ExitCode.DONE;
    }
  }

  // Along with the rows themselves, or a second start would import them again.
  private void end(Connection connection, LoadCounts tally, String sentence) throws SQLException {
    ImportState.of(context, tally)
        .begin(
            connection,
            context.target().table().name(),
            context.file().name(),
            context.request().identity());
    ImportState.end(connection, context.run(), ExitCode.DONE, sentence);
  }
}
