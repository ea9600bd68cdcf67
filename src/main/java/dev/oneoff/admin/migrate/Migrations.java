package dev.oneoff.admin.migrate;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.OneConnection;
import dev.oneoff.admin.database.lock.LockKey;
import dev.oneoff.admin.migrate.changeset.ChangelogRun;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import dev.oneoff.admin.migrate.changeset.InDoubt;
import dev.oneoff.admin.migrate.changeset.Limit;
import dev.oneoff.admin.migrate.changeset.Patience;
import dev.oneoff.admin.migrate.flyway.FlywayTool;
import dev.oneoff.admin.migrate.liquibase.LiquibaseTool;
import dev.oneoff.admin.migrate.plan.MigrationPlan;
import dev.oneoff.admin.migrate.plan.PlannedStatement;
import dev.oneoff.admin.migrate.tool.Applying;
import dev.oneoff.admin.migrate.tool.HeldLock;
import dev.oneoff.admin.migrate.tool.MigrationTool;
import dev.oneoff.admin.migrate.toolkit.ToolkitSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The schema of the service and of the toolkit: its current state, and how to bring it to what this
 * release needs. The toolkit's changesets come first, because the service's may use its tables.
 */
public final class Migrations {

  private final ToolkitSchema toolkit;
  private final MigrationTool tool;
  private final Limit limit;
  private final DataSource dataSource;
  private final Optional<InDoubt.Answer> inDoubt;
  private final Patience patience;

  /**
   * The schema of one database.
   *
   * @param dataSource returns a separate connection for each part
   */
  public Migrations(Settings settings, DataSource dataSource) {
    this(settings, Optional.empty(), Optional.empty(), dataSource);
  }

  /** The same for these contexts and labels, where they are given, instead of the settings'. */
  public Migrations(
      Settings settings,
      Optional<List<String>> contexts,
      Optional<List<String>> labels,
      DataSource dataSource) {
    this(
        new ToolkitSchema(settings),
        MigrationTools.of(settings, contexts, labels),
        Limit.NONE,
        dataSource,
        Optional.empty(),
        Patience.NONE);
  }

  private Migrations(
      ToolkitSchema toolkit,
      MigrationTool tool,
      Limit limit,
      DataSource dataSource,
      Optional<InDoubt.Answer> inDoubt,
      Patience patience) {
    this.patience = patience;
    this.inDoubt = inDoubt;
    this.toolkit = toolkit;
    this.tool = tool;
    this.limit = limit;
    this.dataSource = dataSource;
  }

  /** The same on other connections. */
  Migrations on(DataSource connections) {
    return new Migrations(toolkit, tool, limit, connections, inDoubt, patience);
  }

  /** The same, with this way of waiting for others' locks. */
  Migrations patient(Patience patience) {
    return new Migrations(toolkit, tool, limit, dataSource, inDoubt, patience);
  }

  /** The same, with the service's changelog limited to this point. */
  public Migrations limited(Limit limit) {
    return new Migrations(toolkit, tool, limit, dataSource, inDoubt, patience);
  }

  /** The same with a person's answer about a statement that a killed process left in doubt. */
  public Migrations told(Optional<InDoubt.Answer> answer) {
    return new Migrations(toolkit, tool, limit, dataSource, answer, patience);
  }

  Optional<InDoubt.Answer> inDoubt() {
    return inDoubt;
  }

  /** The service's changelog on a connection of its own, for what only Liquibase can do with it. */
  ChangelogRun open() throws SQLException {
    return ((LiquibaseTool) tool).open(dataSource, patience);
  }

  Limit limit() {
    return limit;
  }

  /** Loads what every use needs; for callers that have to wait for something else meanwhile. */
  void load() throws Exception {
    tool.load();
  }

  /**
   * What only one process may hold at a time: this database, this schema, and the changelog shared
   * by all services in it, the toolkit's.
   */
  LockKey lockKey() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return LockKey.of(
          "migrate",
          connection.getCatalog(),
          toolkit.schema().orElseGet(() -> schema(connection)),
          ToolkitSchema.TABLE);
    }
  }

  private static String schema(Connection connection) {
    try {
      return String.valueOf(connection.getSchema());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every changeset; changes nothing. */
  public List<ChangesetStatus> statuses() throws Exception {
    return statuses(true, lock -> {});
  }

  /** The same without their descriptions, which take Liquibase longer than everything else. */
  public List<ChangesetStatus> statusesWithoutDescription() throws Exception {
    return statuses(false, lock -> {});
  }

  /**
   * The same.
   *
   * @param locked is told if the tool's own lock is set
   */
  List<ChangesetStatus> statusesWithoutDescription(Consumer<HeldLock> locked) throws Exception {
    return statuses(false, locked);
  }

  private List<ChangesetStatus> statuses(boolean described, Consumer<HeldLock> locked)
      throws Exception {
    try (Connection connection = dataSource.getConnection()) {
      List<ChangesetStatus> all = new ArrayList<>(toolkit.statuses(connection));
      all.addAll(tool.statuses(OneConnection.of(connection), described, locked));
      return all;
    }
  }

  /** The changesets that the next {@link #apply} would run. */
  public List<ChangesetStatus> pending() throws Exception {
    try (Connection connection = dataSource.getConnection()) {
      List<ChangesetStatus> pending = new ArrayList<>(toolkit.pending(connection));
      pending.addAll(tool.pending(OneConnection.of(connection), limit));
      return pending;
    }
  }

  /** What the next {@link #apply} would run, statement by statement; changes nothing. */
  public List<PlannedStatement> plan() throws Exception {
    List<MigrationPlan.Pending> pending;
    try (Connection connection = dataSource.getConnection()) {
      pending = new ArrayList<>(toolkit.pendingChanges(connection));
      pending.addAll(tool.pendingChanges(OneConnection.of(connection), limit));
    }
    try (Connection connection = dataSource.getConnection()) {
      MigrationPlan plan = new MigrationPlan(connection, tool.schema().or(toolkit::schema));
      List<PlannedStatement> planned = new ArrayList<>();
      for (MigrationPlan.Pending each : pending) {
        planned.addAll(plan.of(each));
      }
      return planned;
    }
  }

  /** The pending changesets as a script for psql, with the rows that record them. */
  public String script() throws Exception {
    ScriptText script = new ScriptText();
    try (Connection connection = dataSource.getConnection()) {
      toolkit.script(connection, script);
      tool.script(OneConnection.of(connection), limit, script);
    }
    return script.toString();
  }

  /**
   * Runs what is pending, each changeset in a transaction of its own.
   *
   * @param checkpoint is called before each changeset, and throws if it must not run
   * @param between runs after the toolkit's changelog and before the service's
   * @return how many changesets ran
   */
  public int apply(Runnable checkpoint, Consumer<String> say, Between between) throws Exception {
    tool.requireWhole(dataSource, limit);
    tool.prepare(dataSource, say);
    int applied = applyToolkit(checkpoint, say);
    between.run();
    return applied + tool.apply(dataSource, limit, applying(checkpoint, say));
  }

  /**
   * Runs the pending changesets of the toolkit's own changelog.
   *
   * @return how many
   */
  public int applyToolkit(Runnable checkpoint, Consumer<String> say) throws Exception {
    return toolkit.apply(dataSource, applying(checkpoint, say));
  }

  private Applying applying(Runnable checkpoint, Consumer<String> say) {
    return new Applying(checkpoint, say, patience, inDoubt);
  }

  /** The service's pending changesets up to the limit, without the toolkit's. */
  public List<ChangesetStatus> pendingOfService() throws Exception {
    return tool.pending(dataSource, limit);
  }

  /**
   * Records them as run, for a database that already has their changes.
   *
   * @return how many
   */
  public int record(Runnable checkpoint, Consumer<String> say) throws Exception {
    return tool.record(dataSource, limit, applying(checkpoint, say));
  }

  /**
   * Puts Flyway's history right.
   *
   * @return how many migrations had a wrong record
   */
  public int repair(Consumer<String> say) throws Exception {
    return ((FlywayTool) tool).repair(dataSource, say);
  }

  /** The tool's own locks, if they are held. */
  List<HeldLock> locksOfTool() throws Exception {
    return tool.locks(dataSource);
  }

  /** Clears it; only for the holder of the real lock. */
  void clearStaleLock(Consumer<String> say) throws Exception {
    tool.clearStaleLock(dataSource, say);
  }

  /** Work that needs the toolkit's tables and must precede the service's changelog. */
  public interface Between {
    void run() throws Exception;
  }
}
