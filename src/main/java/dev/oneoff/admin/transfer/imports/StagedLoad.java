package dev.oneoff.admin.transfer.imports;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.cli.output.ProgressDisplay;
import dev.oneoff.admin.transfer.imports.load.GeneratedKey;
import dev.oneoff.admin.transfer.imports.load.Load;
import dev.oneoff.admin.transfer.imports.load.LoadCounts;
import dev.oneoff.admin.transfer.imports.load.LoadStatement;
import dev.oneoff.admin.transfer.imports.stage.StagingTable;
import java.sql.Connection;
import java.util.Optional;
import java.util.OptionalLong;

/** The load with its pauses, which may release the connection and get another one. */
final class StagedLoad {

  private final Import context;
  private final Identifiers identifiers;
  private final ImportState state;
  private LoadCounts tally;
  private Connection connection;

  StagedLoad(Import context, ImportState state, Connection connection) {
    this.context = context;
    this.identifiers = new Identifiers(context);
    this.state = state;
    this.connection = connection;
    this.tally = state.tally();
  }

  /** Closes the connection that it has by then. */
  Connection run() throws Exception {
    if (!context.request().dryRun()) {
      identifiers.passGenerated(
          connection, context.staging().name(), " where " + StagingTable.REASON + " is null");
    }
    Optional<GeneratedKey> generated = identifiers.generated(connection);
    connection.commit();
    LoadStatement statement =
        new LoadStatement(
            context.target().table(),
            context.staging(),
            new LoadStatement.Plan(
                context.request().onConflict(),
                context.target().key(),
                context.target().needed().isPresent(),
                generated));
    long total = state.rows() + (state.cursor() == 0 ? 0 : state.tally().processed());
    try (ProgressDisplay progress =
        context
            .console()
            .progress(context.target().entity(), OptionalLong.of(total), tally.processed())) {
      tally =
          new Load(
                  statement,
                  context.staging(),
                  context.request().dryRun(),
                  context.request().maxErrors())
              .run(
                  connection,
                  state.cursor(),
                  state.lastLine(),
                  tally,
                  (batch, line, now) -> {
                    if (!context.request().dryRun()) {
                      ImportState.reached(batch, context.run(), line, now);
                    }
                  },
                  (used, now) -> {
                    progress.advance(now.processed() - tally.processed());
                    return between(now);
                  });
    }
    return connection;
  }

  /** What has been imported so far. */
  LoadCounts tally() {
    return tally;
  }

  private Connection between(LoadCounts now) throws Exception {
    tally = now;
    context.invocation().control().progress(now.processed(), now.rejected());
    if (context.invocation().interruption().requested()) {
      throw AdminException.interrupted(
          context.request().dryRun()
              ? "The dry run was interrupted."
              : "Interrupted, with "
                  + now
                  + " and saved. The same command, or "
                  + Datasource.command("runs resume " + context.run())
                  + ", resumes from there.");
    }
    if (context
            .invocation()
            .control()
            .safePoint(context.request().dryRun() ? () -> {} : connection::close)
        && !context.request().dryRun()) {
      connection = context.work().getConnection();
      Load.prepare(connection);
    }
    return connection;
  }
}
