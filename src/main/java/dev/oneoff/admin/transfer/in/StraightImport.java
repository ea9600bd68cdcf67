package dev.oneoff.admin.transfer.in;

import dev.oneoff.admin.cli.ExitCode;
import dev.oneoff.admin.cli.ProgressDisplay;
import dev.oneoff.admin.transfer.in.load.Tally;
import java.sql.Connection;
import java.util.OptionalLong;

/** A file that goes in as it is, all or nothing. */
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
                    context.order().records().delimiter())
                .run(
                    context.file(),
                    progress,
                    () -> context.console().control().safePoint(() -> {}));
      }
      if (context.order().dryRun()) {
        connection.rollback();
      } else {
        new Identifiers(context).passGenerated(connection, context.target().table().name(), "");
        connection.commit();
      }
      Tally tally = Tally.NONE.with(rows, 0, 0, 0);
      context.console().control().progress(rows, 0);
      context.console().say(context.sentence(tally));
      return ExitCode.DONE;
    }
  }
}
