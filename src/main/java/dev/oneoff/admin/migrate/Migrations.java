package dev.oneoff.admin.migrate;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.lock.LockKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The schema of the service and of the toolkit: where it stands, and how it gets to where this
 * release needs it.
 */
public final class Migrations {

  private final Changelog toolkit;
  private final Changelog service;
  private final DataSource dataSource;

  /**
   * The schema of one database.
   *
   * @param dataSource gives a connection of its own to each changelog
   */
  public Migrations(Settings settings, DataSource dataSource) {
    this(Changelog.toolkit(settings), Changelog.service(settings), dataSource);
  }

  private Migrations(Changelog toolkit, Changelog service, DataSource dataSource) {
    this.toolkit = toolkit;
    this.service = service;
    this.dataSource = dataSource;
  }

  /** The same on other connections. */
  Migrations on(DataSource connections) {
    return new Migrations(toolkit, service, connections);
  }

  /** What one process at a time may hold: this database, this schema, this changelog. */
  LockKey lockKey() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return LockKey.of(
          "migrate",
          connection.getCatalog(),
          service.config().defaultSchemaName.orElseGet(() -> schema(connection)),
          service.config().databaseChangeLogTableName);
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
  public List<Changeset> changesets() throws Exception {
    return QuietLiquibase.call(
        () -> {
          List<Changeset> all = new ArrayList<>();
          for (Changelog changelog : List.of(toolkit, service)) {
            try (ChangelogRun run = new ChangelogRun(changelog, dataSource)) {
              all.addAll(run.changesets());
            }
          }
          return all;
        });
  }

  /** The changesets that the next {@link #apply} would run. */
  public List<Changeset> pending() throws Exception {
    return changesets().stream().filter(Changeset::pending).toList();
  }

  /** What the next {@link #apply} would run, statement by statement; changes nothing. */
  List<PlannedStatement> plan() throws Exception {
    return QuietLiquibase.call(
        () -> {
          List<PlannedStatement> planned = new ArrayList<>();
          for (Changelog changelog : List.of(toolkit, service)) {
            try (ChangelogRun run = new ChangelogRun(changelog, dataSource);
                Connection connection = dataSource.getConnection()) {
              changelog.config().defaultSchemaName.ifPresent(schema -> use(connection, schema));
              MigrationPlan plan = new MigrationPlan(connection);
              for (MigrationPlan.Pending pending : run.pendingChanges()) {
                planned.addAll(plan.of(pending));
              }
            }
          }
          return planned;
        });
  }

  private static void use(Connection connection, String schema) {
    try {
      connection.setSchema(schema);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Runs what is pending, each changeset in a transaction of its own.
   *
   * @param checkpoint is asked before each changeset, and throws where it must not run
   * @param between runs after the toolkit's changelog and before the service's
   * @return how many changesets ran
   */
  public int apply(Runnable checkpoint, Consumer<String> say, Between between) throws Exception {
    return QuietLiquibase.call(
        () -> {
          int applied = apply(toolkit, checkpoint, say);
          between.run();
          return applied + apply(service, checkpoint, say);
        });
  }

  private int apply(Changelog changelog, Runnable checkpoint, Consumer<String> say)
      throws Exception {
    MigrationProgress progress = new MigrationProgress(checkpoint, say);
    try (ChangelogRun run = new ChangelogRun(changelog, dataSource)) {
      run.clearStaleLock(say);
      run.clearInvalidIndexes(say);
      run.update(progress);
      return progress.applied();
    } catch (Exception e) {
      throw progress.explain(e);
    }
  }

  /** What needs the toolkit's tables and must be there before the service's. */
  public interface Between {
    void run() throws Exception;
  }
}
