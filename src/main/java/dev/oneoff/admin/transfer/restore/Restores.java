package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.output.ProgressDisplay;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.database.session.Cancellation;
import dev.oneoff.admin.transfer.LedgerProgress;
import dev.oneoff.admin.transfer.manifest.Manifest;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Restores a full export into the tables of this service. */
@Dependent
@Unremovable
public class Restores {

  Restores() {}

  /**
   * Fills the tables in the order of their keys, each in a transaction of its own, then sets the
   * sequences; finally it puts back the keys of cycles, and compares all counts. Triggers do not
   * fire. After an interruption or a kill the same call resumes.
   *
   * @throws AdminException {@code REFUSED} for a masked export, another schema version, a missing
   *     table, one that has rows unless they are to be replaced, or a role without the privileges;
   *     {@code FAILED} for a damaged file, a violated key or a count that differs; {@code BUSY} if
   *     another restore is running, or a table is in use; {@code INTERRUPTED} if asked to stop
   */
  public void run(RestoreRequest request, Database database, Invocation invocation)
      throws Exception {
    Console console = invocation.console();
    Interruption interruption = invocation.interruption();
    try (Interruption.Hold hold = interruption.hold();
        ExportFiles files = ExportFiles.open(request.source());
        RestoreSession session = RestoreSession.open(database, invocation)) {
      Connection connection = session.connection();
      Manifest manifest = files.manifest();
      RestorePlan plan = RestorePlan.of(manifest, request, connection, database.settings());
      if (plan.isIn()) {
        console.say(
            "Nothing to do: this export was restored, and each table still has as many rows as it"
                + " brought. --replace restores it again.");
        return;
      }
      RestoreRun run = new RestoreRun(plan, connection);
      run.begin();
      sayWhatIsOff(plan, console);
      try (Cancellation cancellation = new Cancellation(interruption, connection)) {
        load(plan, run, files, connection, invocation);
        run.finish();
      }
      console.say(
          String.format(
              Locale.ROOT,
              "%,d rows of %d tables are restored, as of %s.",
              plan.rows(),
              manifest.files().size(),
              manifest.snapshotAt()));
    } catch (Exception e) {
      if (interruption.requested()) {
        throw AdminException.interrupted(
            "Interrupted. Run the same command again: it resumes with the tables that are still"
                + " missing.");
      }
      if (e instanceof SQLException sql && SqlState.of(sql) == SqlState.LOCKED) {
        throw AdminException.busy(
            "Somebody else has used one of the tables for "
                + RestoreSession.LOCK_TIMEOUT.toSeconds()
                + " s. Run the same command again: it resumes where it stopped.");
      }
      throw e;
    }
  }

  private static void sayWhatIsOff(RestorePlan plan, Console console) {
    if (!plan.off().isEmpty()) {
      console.say(
          "Off until all rows are restored (this is recorded): "
              + plan.off().stream().map(TableConstraint::toString).collect(Collectors.joining(", "))
              + ".");
    }
  }

  private static void load(
      RestorePlan plan,
      RestoreRun run,
      ExportFiles files,
      Connection connection,
      Invocation invocation)
      throws Exception {
    Console console = invocation.console();
    try (ProgressDisplay shown =
            console.progress("import", OptionalLong.of(plan.rows()), plan.rowsLoaded());
        LedgerProgress progress = new LedgerProgress(shown, invocation, plan.rowsLoaded())) {
      for (RestorePlan.Group group : plan.groups()) {
        invocation.interruption().checkpoint();
        HeldTriggers triggers = HeldTriggers.of(group.tables(), connection);
        run.begin(group);
        for (TargetTable table : group.tables()) {
          TableLoad.run(table, files, connection, progress);
          run.loaded(table);
        }
        triggers.release();
        connection.commit();
      }
    }
  }
}
