package dev.oneoff.admin.transfer.in;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.ExitCode;
import dev.oneoff.admin.cli.ProgressDisplay;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.ServerSettings;
import dev.oneoff.admin.transfer.PlainText;
import dev.oneoff.admin.transfer.in.check.BeanChecks;
import dev.oneoff.admin.transfer.in.check.RowChecks;
import dev.oneoff.admin.transfer.in.file.RecordReader;
import dev.oneoff.admin.transfer.in.file.Records;
import dev.oneoff.admin.transfer.in.file.SourceFile;
import dev.oneoff.admin.transfer.in.load.GeneratedKey;
import dev.oneoff.admin.transfer.in.load.Load;
import dev.oneoff.admin.transfer.in.load.LoadStatement;
import dev.oneoff.admin.transfer.in.load.Tally;
import dev.oneoff.admin.transfer.in.stage.StagedChecks;
import dev.oneoff.admin.transfer.in.stage.Staging;
import dev.oneoff.admin.transfer.in.stage.StagingTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** One import, from its file to its last row. */
final class ImportRun {

  private final Console console;
  private final Database database;
  private final ImportBeans beans;
  private final ImportOrder order;
  private final SourceFile file;
  private final ImportTarget target;
  private final long run;
  private final DataSource work;
  private final StagingTable staging;
  private final long begin = System.nanoTime();

  /**
   * One that may begin.
   *
   * @param work gives the connections that nobody else's are beside
   */
  ImportRun(
      Console console,
      Database database,
      ImportBeans beans,
      ImportOrder order,
      SourceFile file,
      ImportTarget target,
      long run,
      DataSource work) {
    this.console = console;
    this.database = database;
    this.beans = beans;
    this.order = order;
    this.file = file;
    this.target = target;
    this.run = run;
    this.work = work;
    this.staging =
        order.dryRun()
            ? StagingTable.temporary(target.columns())
            : StagingTable.of(run, target.columns());
  }

  /** As it is, all or nothing. */
  ExitCode straight() throws Exception {
    try (Connection connection = work.getConnection()) {
      connection.setAutoCommit(false);
      long rows;
      try (ProgressDisplay progress = console.progress(target.entity(), OptionalLong.empty(), 0)) {
        rows =
            new StraightCopy(
                    connection,
                    target.table().name(),
                    target.columns(),
                    order.records().delimiter())
                .run(file, progress, () -> console.control().safePoint(() -> {}));
      }
      if (order.dryRun()) {
        connection.rollback();
      } else {
        passGenerated(connection, target.table().name(), "");
        connection.commit();
      }
      Tally tally = Tally.NONE.with(rows, 0, 0, 0);
      console.control().progress(rows, 0);
      console.say(sentence(tally));
      return ExitCode.DONE;
    }
  }

  /** By way of the staging table. */
  ExitCode staged(Optional<ImportState> former) throws Exception {
    Connection connection = work.getConnection();
    try {
      Load.prepare(connection);
      StagingTable.dropStale(connection);
      connection.commit();
      ImportState state = stage(connection, former);
      OnLoad load = new OnLoad(state, connection);
      connection = load.run();
      return end(connection, load.tally);
    } finally {
      connection.close();
    }
  }

  private ImportState stage(Connection connection, Optional<ImportState> former) throws Exception {
    if (former.isPresent() && count(connection) == former.get().rows()) {
      // What was written while the last process worked is a moment old.
      Tally known = former.get().tally();
      console.control().progress(known.processed(), known.rejected());
      return former.get();
    }
    staging.drop(connection);
    ImportState begun =
        former.orElseGet(
            () ->
                new ImportState(
                    run,
                    order.dryRun() ? "" : file.hash(),
                    file.size(),
                    file.changedAt(),
                    0,
                    0,
                    0,
                    Tally.NONE));
    Staging.Staged staged = copy(connection, begun.cursor());
    long rejected = check(connection);
    // Where PostgreSQL has lost the staged rows, those that are in were counted before.
    long before = former.map(state -> state.tally().rejected()).orElse(0L);
    Tally tally =
        new Tally(
            begun.tally().inserted(),
            begun.tally().updated(),
            begun.tally().skipped(),
            Math.max(before, rejected));
    ImportState state =
        new ImportState(
            run,
            begun.fileHash(),
            begun.fileSize(),
            begun.fileChangedAt(),
            staged.rows(),
            staged.lastLine(),
            begun.cursor(),
            tally);
    requireFew(connection, staged.rows(), tally);
    if (!order.dryRun()) {
      state.begin(connection, target.table().name(), file.name(), order.identity());
    }
    connection.commit();
    return state;
  }

  // -1 where there is none.
  private long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet table =
            statement.executeQuery("select to_regclass('" + staging.name() + "') is not null")) {
      if (!table.next() || !table.getBoolean(1)) {
        return -1;
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + staging.name())) {
      row.next();
      return row.getLong(1);
    }
  }

  private Staging.Staged copy(Connection connection, long after) throws Exception {
    Optional<BeanChecks> constraints =
        beans.checks(target.subject(order.onConflict()), console::say);
    try (Connection asked = asked();
        RecordReader reader = order.records().open(file);
        ProgressDisplay progress = console.progress("staging", OptionalLong.empty(), 0)) {
      RowChecks checks = new RowChecks(target.columns(), target.made(), asked, constraints);
      long[] shown = {0};
      return new Staging(staging, checks)
          .stage(
              reader,
              connection,
              after,
              (records, rejected) -> {
                progress.advance(records - shown[0]);
                shown[0] = records;
                console.control().safePoint(() -> {});
              });
    } catch (IOException e) {
      throw Records.refused(file, e);
    } catch (SQLException e) {
      throw "42501".equals(e.getSQLState())
          ? AdminException.refused(
              "The file is staged in a table of its own, which this role may not create: "
                  + e.getMessage(),
              e)
          : e;
    }
  }

  // What it says of a value must be what the connection that works would say.
  private Connection asked() throws SQLException {
    Connection connection = database.connectDirect();
    try {
      ServerSettings.ofSession(connection, PlainText.with(Map.of()));
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private long check(Connection connection) throws SQLException {
    console.say("Checking what is staged …");
    StagedChecks checks =
        new StagedChecks(connection, staging, target.table().name(), target.entity());
    checks.lookups();
    checks.references();
    for (UniqueKey key : target.keys()) {
      if (checks.covers(key)) {
        checks.duplicates(key);
        if (order.onConflict() == OnConflict.FAIL) {
          checks.conflicts(key);
        } else if (target.key().isPresent() && !key.equals(target.key().get())) {
          checks.conflicts(key, target.key().get());
        }
      }
    }
    if (target.needed().isPresent()) {
      checks.missing(target.key().orElseThrow(), target.needed().get());
    }
    return checks.rejected();
  }

  private void requireFew(Connection connection, long rows, Tally tally) throws Exception {
    console.control().total(rows + tally.processed());
    console.control().progress(tally.processed(), tally.rejected());
    if (tally.rejected() <= order.maxErrors()) {
      return;
    }
    RejectedLines rejected = new RejectedLines(order, file, staging);
    rejected.say(connection, console);
    rejected.write(connection);
    throw AdminException.failed(
        String.format(
            Locale.ROOT,
            "More lines were rejected than --max-errors allows: %,d of %,d. %s",
            tally.rejected(),
            rows,
            tally.processed() == 0
                ? "Nothing of the file is in."
                // PostgreSQL had lost what was staged, behind rows that are in.
                : "What is in stays in; the same command with a higher limit goes on."),
        null);
  }

  // Of explicit identifiers the sequence must know.
  private void passGenerated(Connection connection, String from, String where) throws SQLException {
    Optional<FileColumn> identifier = target.identifier();
    if (identifier.isEmpty() || target.generated().flatMap(GeneratedKey::sequence).isEmpty()) {
      return;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select max(" + identifier.get().target().quoted() + ") from " + from + where)) {
      if (row.next() && row.getLong(1) > 0) {
        target.generated().get().passed(connection, row.getLong(1));
      }
    }
  }

  private Optional<GeneratedKey> generated(Connection connection) throws SQLException {
    Optional<FileColumn> identifier = target.identifier();
    if (identifier.isEmpty()) {
      // A default or an identity does it by itself.
      return target.generated().filter(key -> !key.column().hasDefault());
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select exists (select from "
                    + staging.name()
                    + " where "
                    + identifier.get().staged()
                    + " is null and "
                    + StagingTable.REASON
                    + " is null)")) {
      row.next();
      return row.getBoolean(1) ? target.generated() : Optional.empty();
    }
  }

  private ExitCode end(Connection connection, Tally tally) throws Exception {
    RejectedLines rejected = new RejectedLines(order, file, staging);
    if (tally.rejected() > 0) {
      rejected.say(connection, console);
    }
    rejected.write(connection);
    String sentence = sentence(tally);
    ExitCode code = tally.rejected() == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
    if (!order.dryRun()) {
      staging.drop(connection);
      ImportState.end(connection, run, code, sentence);
    }
    connection.commit();
    console.say(sentence);
    return code;
  }

  private String sentence(Tally tally) {
    double seconds = Math.max((System.nanoTime() - begin) / 1e9, 0.001);
    return String.format(
        Locale.ROOT,
        "%sRun %d: %s in %.1f s, %,.0f a second.",
        order.dryRun() ? "Nothing is changed: this was a dry run. " : "",
        run,
        tally,
        seconds,
        tally.processed() / seconds);
  }

  /** The load with its pauses, which may take the connection away and bring another one. */
  private final class OnLoad {

    private final ImportState state;
    private Tally tally;
    private Connection connection;

    OnLoad(ImportState state, Connection connection) {
      this.state = state;
      this.connection = connection;
      this.tally = state.tally();
    }

    Connection run() throws Exception {
      if (!order.dryRun()) {
        passGenerated(connection, staging.name(), " where " + StagingTable.REASON + " is null");
      }
      Optional<GeneratedKey> generated = generated(connection);
      connection.commit();
      LoadStatement statement =
          new LoadStatement(
              target.table(),
              staging,
              new LoadStatement.Plan(
                  order.onConflict(), target.key(), target.needed().isPresent(), generated));
      long total = state.rows() + (state.cursor() == 0 ? 0 : state.tally().processed());
      try (ProgressDisplay progress =
          console.progress(target.entity(), OptionalLong.of(total), tally.processed())) {
        tally =
            new Load(statement, staging, order.dryRun(), order.maxErrors())
                .run(
                    connection,
                    state.cursor(),
                    state.lastLine(),
                    tally,
                    (batch, line, now) -> {
                      if (!order.dryRun()) {
                        ImportState.reached(batch, run, line, now);
                      }
                    },
                    (used, now) -> {
                      progress.advance(now.processed() - tally.processed());
                      return between(now);
                    });
      }
      return connection;
    }

    private Connection between(Tally now) throws Exception {
      tally = now;
      console.control().progress(now.processed(), now.rejected());
      if (console.interruption().requested()) {
        throw AdminException.interrupted(
            order.dryRun()
                ? "The dry run was interrupted."
                : "Interrupted, with "
                    + now
                    + " and saved. The same command, or 'runs resume "
                    + run
                    + "', goes on from there.");
      }
      if (console.control().safePoint(order.dryRun() ? () -> {} : connection::close)
          && !order.dryRun()) {
        connection = work.getConnection();
        Load.prepare(connection);
      }
      return connection;
    }
  }
}
