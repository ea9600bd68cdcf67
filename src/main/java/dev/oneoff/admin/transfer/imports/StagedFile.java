package dev.oneoff.admin.transfer.imports;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.output.ProgressDisplay;
import dev.oneoff.admin.database.ServerSettings;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.transfer.PlainText;
import dev.oneoff.admin.transfer.imports.check.BeanChecks;
import dev.oneoff.admin.transfer.imports.check.RowChecks;
import dev.oneoff.admin.transfer.imports.file.RecordReader;
import dev.oneoff.admin.transfer.imports.file.Records;
import dev.oneoff.admin.transfer.imports.load.LoadCounts;
import dev.oneoff.admin.transfer.imports.stage.StagedChecks;
import dev.oneoff.admin.transfer.imports.stage.Staging;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Loads a file into the staging table, where it is checked as a whole. */
final class StagedFile {

  private final Import context;
  private final ImportBeans beans;

  StagedFile(Import context, ImportBeans beans) {
    this.context = context;
    this.beans = beans;
  }

  /**
   * Stages and checks whatever has not been staged yet.
   *
   * @param former where the same import was when its process ended
   */
  ImportState stage(Connection connection, Optional<ImportState> former) throws Exception {
    if (former.isPresent() && count(connection) == former.get().rows()) {
      // What was written while the last process was working is only a moment old.
      LoadCounts known = former.get().tally();
      context.invocation().control().progress(known.processed(), known.rejected());
      return former.get();
    }
    context.staging().drop(connection);
    ImportState begun = former.orElseGet(() -> ImportState.of(context, LoadCounts.NONE));
    Staging.Staged staged = copy(connection, begun.cursor());
    long rejected = check(connection);
    // If PostgreSQL has lost the staged rows, those already imported were counted before.
    long before = former.map(state -> state.tally().rejected()).orElse(0L);
    LoadCounts tally =
        new LoadCounts(
            begun.tally().inserted(),
            begun.tally().updated(),
            begun.tally().skipped(),
            Math.max(before, rejected));
    ImportState state =
        new ImportState(
            context.run(),
            begun.fileHash(),
            begun.fileSize(),
            begun.fileChangedAt(),
            staged.rows(),
            staged.lastLine(),
            begun.cursor(),
            tally);
    requireFew(connection, staged.rows(), tally);
    if (!context.request().dryRun()) {
      state.begin(
          connection,
          context.target().table().name(),
          context.file().name(),
          context.request().identity());
    }
    connection.commit();
    return state;
  }

  // -1 if there is none.
  private long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet table =
            statement.executeQuery(
                "select to_regclass('" + context.staging().name() + "') is not null")) {
      if (!table.next() || !table.getBoolean(1)) {
        return -1;
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select count(*) from " + context.staging().name())) {
      row.next();
      return row.getLong(1);
    }
  }

  private Staging.Staged copy(Connection connection, long after) throws Exception {
    Optional<BeanChecks> constraints =
        beans.checks(
            context.target().subject(context.request().onConflict()), context.console()::say);
    try (Connection asked = asked();
        RecordReader reader = context.request().records().open(context.file());
        ProgressDisplay progress = context.console().progress("staging", OptionalLong.empty(), 0)) {
      RowChecks checks =
          new RowChecks(context.target().columns(), context.target().made(), asked, constraints);
      long[] shown = {0};
      return new Staging(context.staging(), checks)
          .stage(
              reader,
              connection,
              after,
              (records, rejected) -> {
                progress.advance(records - shown[0]);
                shown[0] = records;
                context.invocation().control().safePoint(() -> {});
              });
    } catch (IOException e) {
      throw Records.refused(context.file(), e);
    } catch (SQLException e) {
      if (SqlState.of(e) == SqlState.FORBIDDEN) {
        context.console().say("The file is staged in a table of its own.");
      }
      throw e;
    }
  }

  // Its verdict on a value must be that of the connection that does the work.
  private Connection asked() throws SQLException {
    Connection connection = context.database().connectDirect();
    try {
      ServerSettings.ofSession(connection, PlainText.with(Map.of()));
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private long check(Connection connection) throws SQLException {
    context.console().say("Checking what is staged …");
    StagedChecks checks =
        new StagedChecks(
            connection,
            context.staging(),
            context.target().table().name(),
            context.target().entity());
    checks.lookups();
    checks.references();
    for (UniqueKey key : context.target().keys()) {
      if (checks.covers(key)) {
        checks.duplicates(key);
        if (context.request().onConflict() == OnConflict.FAIL) {
          checks.conflicts(key);
        } else if (context.target().key().isPresent()
            && !key.equals(context.target().key().get())) {
          checks.conflicts(key, context.target().key().get());
        }
      }
    }
    if (context.target().needed().isPresent()) {
      checks.missing(context.target().key().orElseThrow(), context.target().needed().get());
    }
    return checks.rejected();
  }

  private void requireFew(Connection connection, long rows, LoadCounts tally) throws Exception {
    context.invocation().control().total(rows + tally.processed());
    context.invocation().control().progress(tally.processed(), tally.rejected());
    if (tally.rejected() <= context.request().maxErrors()) {
      return;
    }
    RejectedLines rejected = context.rejectedLines();
    rejected.say(connection, context.console());
    rejected.write(connection);
    throw AdminException.failed(
        String.format(
            Locale.ROOT,
            "More lines were rejected than --max-errors allows: %,d of %,d. %s",
            tally.rejected(),
            rows,
            tally.processed() == 0
                ? "Nothing of the file was imported."
                // PostgreSQL had lost what was staged, after some rows were in.
                : "What was imported stays; run the same command with a higher limit to continue."),
        null);
  }
}
