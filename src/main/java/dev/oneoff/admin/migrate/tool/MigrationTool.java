package dev.oneoff.admin.migrate.tool;

import dev.oneoff.admin.migrate.ScriptText;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import dev.oneoff.admin.migrate.changeset.Limit;
import dev.oneoff.admin.migrate.plan.MigrationPlan;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Migrates the service's own schema. Each method takes a connection of its own, and returns it. */
public interface MigrationTool {

  /** Whether there is anything that it could migrate. */
  boolean hasChangelog();

  /** Where names are found that name no schema; nothing for the session's own. */
  Optional<String> schema();

  /**
   * Every changeset in the order it runs, followed by those that only the database knows.
   *
   * @param described with their descriptions, which may take long
   * @param locked is told if the tool's own lock is set
   */
  List<ChangesetStatus> statuses(
      DataSource connections, boolean described, Consumer<HeldLock> locked) throws Exception;

  /** Those that the next run applies, without the ones that run every time. */
  List<ChangesetStatus> pending(DataSource connections, Limit limit) throws Exception;

  /** The same with their SQL. */
  List<MigrationPlan.Pending> pendingChanges(DataSource connections, Limit limit) throws Exception;

  /** Refuses if one of them would not run as it is written. */
  void requireWhole(DataSource connections, Limit limit) throws Exception;

  /**
   * Makes in an empty schema what the tool would not make in one that has tables: the toolkit's
   * come next.
   */
  void prepare(DataSource connections, Consumer<String> say) throws Exception;

  /**
   * Runs them.
   *
   * @return how many ran
   */
  int apply(DataSource connections, Limit limit, Applying applying) throws Exception;

  /** Writes them into a script for psql, with what records them; changes nothing. */
  void script(DataSource connections, Limit limit, ScriptText script) throws Exception;

  /**
   * Records them as run, without running them.
   *
   * @return how many
   */
  int record(DataSource connections, Limit limit, Applying applying) throws Exception;

  /** The tool's own locks, if they are held. */
  List<HeldLock> locks(DataSource connections) throws Exception;

  /** Clears it; only for the holder of the real lock. */
  void clearStaleLock(DataSource connections, Consumer<String> say) throws Exception;

  /** Loads what every use needs; for callers that have to wait for something else meanwhile. */
  void load() throws Exception;
}
