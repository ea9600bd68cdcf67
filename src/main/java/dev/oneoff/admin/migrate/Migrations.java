package dev.oneoff.admin.migrate;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.OneConnection;
import dev.oneoff.admin.database.lock.LockKey;
import dev.oneoff.admin.migrate.changeset.Changelog;
import dev.oneoff.admin.migrate.changeset.ChangelogRun;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import dev.oneoff.admin.migrate.changeset.InDoubt;
import dev.oneoff.admin.migrate.changeset.Limit;
import dev.oneoff.admin.migrate.changeset.MigrationProgress;
import dev.oneoff.admin.migrate.changeset.Patience;
import dev.oneoff.admin.migrate.changeset.UnfinishedChangesets;
import dev.oneoff.admin.migrate.liquibase.LiquibaseLock;
import dev.oneoff.admin.migrate.liquibase.QuietLiquibase;
import dev.oneoff.admin.migrate.plan.MigrationPlan;
import dev.oneoff.admin.migrate.plan.PlannedStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import liquibase.changelog.ChangeSet;

/**
 * The schema of the service and of the toolkit: its current state, and how to bring it to what this
 * release needs.
 */
public final class Migrations {

  private final Changelog toolkit;
  private final Changelog service;
  private final Limit limit;
  private final DataSource dataSource;
  private final Optional<InDoubt.Answer> inDoubt;
  private final Patience patience;

  /**
   * The schema of one database.
   *
   * @param dataSource returns a separate connection for each changelog
   */
  public Migrations(Settings settings, DataSource dataSource) {
    this(settings, Changelog.service(settings), dataSource);
  }

  /** The same for these contexts and labels, where they are given, instead of the settings'. */
  public Migrations(
      Settings settings,
      Optional<List<String>> contexts,
      Optional<List<String>> labels,
      DataSource dataSource) {
    this(settings, Changelog.service(settings, contexts, labels), dataSource);
  }

  private Migrations(Settings settings, Changelog service, DataSource dataSource) {
    this(
        Changelog.toolkit(settings),
        service,
        Limit.NONE,
        dataSource,
        Optional.empty(),
        Patience.NONE);
  }

  private Migrations(
      Changelog toolkit,
      Changelog service,
      Limit limit,
      DataSource dataSource,
      Optional<InDoubt.Answer> inDoubt,
      Patience patience) {
    this.patience = patience;
    this.inDoubt = inDoubt;
    this.toolkit = toolkit;
    this.service = service;
    this.limit = limit;
    this.dataSource = dataSource;
  }

  /** The same on other connections. */
  Migrations on(DataSource connections) {
    return new Migrations(toolkit, service, limit, connections, inDoubt, patience);
  }

  /** The same, with this way of waiting for others' locks. */
  Migrations patient(Patience patience) {
    return new Migrations(toolkit, service, limit, dataSource, inDoubt, patience);
  }

  /** The same, with the service's changelog limited to this point. */
  public Migrations limited(Limit limit) {
    return new Migrations(toolkit, service, limit, dataSource, inDoubt, patience);
  }

  /** The same with a person's answer about a statement that a killed process left in doubt. */
  public Migrations told(Optional<InDoubt.Answer> answer) {
    return new Migrations(toolkit, service, limit, dataSource, answer, patience);
  }

  public Optional<InDoubt.Answer> inDoubt() {
    return inDoubt;
  }

  /** One changelog on a connection of its own. */
  public ChangelogRun open(Changelog changelog) throws SQLException {
    return new ChangelogRun(changelog, dataSource, patience);
  }

  Changelog toolkit() {
    return toolkit;
  }

  public Changelog service() {
    return service;
  }

  Limit limit() {
    return limit;
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
          service.config().defaultSchemaName.orElseGet(() -> schema(connection)),
          toolkit.config().databaseChangeLogTableName);
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
    List<ChangesetStatus> all = new ArrayList<>();
    each(run -> all.addAll(run.statuses(ChangeSet::getDescription)));
    return all;
  }

  /** The same without their descriptions, which take Liquibase longer than everything else. */
  public List<ChangesetStatus> statusesWithoutDescription() throws Exception {
    return statusesWithoutDescription(lock -> {});
  }

  /**
   * The same.
   *
   * @param locked is told if Liquibase's own lock is set
   */
  List<ChangesetStatus> statusesWithoutDescription(Consumer<LiquibaseLock> locked)
      throws Exception {
    List<ChangesetStatus> all = new ArrayList<>();
    each(
        run -> {
          all.addAll(run.statuses(changeSet -> ""));
          run.ownLock().ifPresent(locked);
        });
    return all;
  }

  /** The changesets that the next {@link #apply} would run. */
  public List<ChangesetStatus> pending() throws Exception {
    List<ChangesetStatus> pending = new ArrayList<>();
    each(run -> pending.addAll(run.pending(limitOf(run.changelog()))));
    return pending;
  }

  private Limit limitOf(Changelog changelog) {
    return changelog.equals(service) ? limit : Limit.NONE;
  }

  /** What the next {@link #apply} would run, statement by statement; changes nothing. */
  public List<PlannedStatement> plan() throws Exception {
    return QuietLiquibase.call(
        () -> {
          List<PlannedStatement> planned = new ArrayList<>();
          for (Changelog changelog : List.of(toolkit, service)) {
            try (ChangelogRun run = new ChangelogRun(changelog, dataSource, patience);
                Connection connection = dataSource.getConnection()) {
              MigrationPlan plan =
                  new MigrationPlan(connection, changelog.config().defaultSchemaName);
              for (MigrationPlan.Pending pending : run.pendingChanges(limitOf(changelog))) {
                planned.addAll(plan.of(pending));
              }
            }
          }
          return planned;
        });
  }

  /**
   * Runs what is pending, each changeset in a transaction of its own.
   *
   * @param checkpoint is called before each changeset, and throws if it must not run
   * @param between runs after the toolkit's changelog and before the service's
   * @return how many changesets ran
   */
  public int apply(Runnable checkpoint, Consumer<String> say, Between between) throws Exception {
    return QuietLiquibase.call(
        () -> {
          try (ChangelogRun run = open(service)) {
            run.requireWhole(limit);
          }
          int applied = apply(toolkit, Limit.NONE, checkpoint, say);
          between.run();
          return applied + apply(service, limit, checkpoint, say);
        });
  }

  /** Runs the pending changesets of the toolkit's own changelog. */
  public void applyToolkit(Runnable checkpoint, Consumer<String> say) throws Exception {
    QuietLiquibase.call(() -> apply(toolkit, Limit.NONE, checkpoint, say));
  }

  // As often as it has to give way to others: each time like a process that starts afresh.
  private int apply(Changelog changelog, Limit limit, Runnable checkpoint, Consumer<String> say)
      throws Exception {
    MigrationProgress progress = new MigrationProgress(checkpoint, say, patience);
    patience.anew();
    while (true) {
      Limit left = limit.less(progress.counted());
      try (ChangelogRun run = open(changelog)) {
        run.clearStaleLock(say);
        progress.follow(run.recording());
        if (changelog.equals(service)) {
          run.clearInvalidIndexes(say);
          new UnfinishedChangesets(run, inDoubt, say).finish(left, progress);
        }
        run.update(progress, left);
        return progress.applied();
      } catch (Exception e) {
        if (!progress.again(e)) {
          throw progress.explain(e);
        }
      }
    }
  }

  /** The rows of Liquibase's own lock tables that are set. */
  List<LiquibaseLock> liquibaseLocks() throws Exception {
    List<LiquibaseLock> locks = new ArrayList<>();
    each(run -> run.ownLock().ifPresent(locks::add));
    return locks;
  }

  /** Clears them; only for the holder of the real lock. */
  void clearStaleLocks(Consumer<String> say) throws Exception {
    each(run -> run.clearStaleLock(say));
  }

  private interface Step {
    void on(ChangelogRun run) throws Exception;
  }

  private void each(Step step) throws Exception {
    QuietLiquibase.run(
        () -> {
          try (Connection connection = dataSource.getConnection()) {
            DataSource one = OneConnection.of(connection);
            for (Changelog changelog : List.of(toolkit, service)) {
              try (ChangelogRun run = new ChangelogRun(changelog, one, patience)) {
                step.on(run);
              }
            }
          }
        });
  }

  /** Work that needs the toolkit's tables and must precede the service's changelog. */
  public interface Between {
    void run() throws Exception;
  }
}
