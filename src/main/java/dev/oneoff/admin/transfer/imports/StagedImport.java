package dev.oneoff.admin.transfer.imports;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.transfer.imports.load.Load;
import dev.oneoff.admin.transfer.imports.load.LoadCounts;
import dev.oneoff.admin.transfer.imports.stage.StagingTable;
import java.sql.Connection;
import java.util.Optional;

/** A file that is imported through the staging table. */
final class StagedImport {

  private final Import context;
  private final ImportBeans beans;

  StagedImport(Import context, ImportBeans beans) {
    this.context = context;
    this.beans = beans;
  }

  /**
   * Resumes where a former process left off.
   *
   * @return {@code INCOMPLETE} if lines were rejected
   */
  ExitCode run(Optional<ImportState> former) throws Exception {
    Connection connection = context.work().getConnection();
    try {
      Load.prepare(connection);
      StagingTable.dropStale(connection);
      connection.commit();
      ImportState state = new StagedFile(context, beans).stage(connection, former);
      StagedLoad load = new StagedLoad(context, state, connection);
      connection = load.run();
      return end(connection, load.tally());
    } finally {
      connection.close();
    }
  }

  private ExitCode end(Connection connection, LoadCounts tally) throws Exception {
    RejectedLines rejected = context.rejectedLines();
    if (tally.rejected() > 0) {
      rejected.say(connection, context.console());
    }
    rejected.write(connection);
    String sentence = context.sentence(tally);
    ExitCode code = tally.rejected() == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
    if (!context.request().dryRun()) {
      context.staging().drop(connection);
      ImportState.end(connection, context.run(), code, sentence);
    }
    connection.commit();
    context.console().say(sentence);
    return code;
  }
}
