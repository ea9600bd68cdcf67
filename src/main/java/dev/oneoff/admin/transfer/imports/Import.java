package dev.oneoff.admin.transfer.imports;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.transfer.imports.file.SourceFile;
import dev.oneoff.admin.transfer.imports.load.LoadCounts;
import dev.oneoff.admin.transfer.imports.stage.StagingTable;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * What all steps of one import share.
 *
 * @param run its number in the ledger
 * @param work returns connections of the import's own
 * @param begin by {@link System#nanoTime()}
 */
record Import(
    Invocation invocation,
    Database database,
    ImportRequest request,
    SourceFile file,
    ImportTarget target,
    long run,
    DataSource work,
    StagingTable staging,
    long begin) {

  /** An import that starts now. */
  static Import of(
      Invocation invocation,
      Database database,
      ImportRequest request,
      SourceFile file,
      ImportTarget target,
      long run,
      DataSource work) {
    StagingTable staging =
        request.dryRun()
            ? StagingTable.temporary(target.columns())
            : StagingTable.of(run, target.columns());
    return new Import(
        invocation, database, request, file, target, run, work, staging, System.nanoTime());
  }

  Console console() {
    return invocation.console();
  }

  RejectedLines rejectedLines() {
    return new RejectedLines(request, file, staging);
  }

  /** The result, in one line. */
  String sentence(LoadCounts tally) {
    double seconds = Math.max((System.nanoTime() - begin) / 1e9, 0.001);
    return String.format(
        Locale.ROOT,
        "%sRun %d: %s in %.1f s, %,.0f a second.",
        request.dryRun() ? "Nothing was changed: this was a dry run. " : "",
        run,
        tally,
        seconds,
        tally.processed() / seconds);
  }
}
