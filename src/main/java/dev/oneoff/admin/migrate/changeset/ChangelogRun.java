package dev.oneoff.admin.migrate.changeset;

import dev.oneoff.admin.database.OneConnection;
import dev.oneoff.admin.migrate.plan.ChangeSql;
import dev.oneoff.admin.migrate.plan.MigrationPlan;
import dev.oneoff.admin.migrate.tool.HeldLock;
import dev.oneoff.admin.migrate.validate.ChangelogFiles;
import dev.oneoff.admin.migrate.validate.SpoiltChangesets;
import io.quarkus.liquibase.LiquibaseFactory;
import io.quarkus.liquibase.runtime.LiquibaseConfig;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.change.core.TagDatabaseChange;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.DbmsChangeSetFilter;
import liquibase.changelog.filter.IgnoreChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.executor.ExecutorService;
import liquibase.resource.Resource;
import org.jspecify.annotations.Nullable;

/** One changelog on one connection. */
public final class ChangelogRun implements AutoCloseable {

  private final Changelog changelog;
  private final Liquibase liquibase;
  private final Contexts contexts;
  private final LabelExpression labels;
  private final Connection connection;
  private final HeldTransaction transaction;
  private final Patience patience;
  private final String scope;
  private @Nullable RecordingExecutor recording;

  public ChangelogRun(Changelog changelog, DataSource dataSource, Patience patience)
      throws SQLException {
    this.patience = patience;
    this.changelog = changelog;
    this.connection = dataSource.getConnection();
    this.transaction = new HeldTransaction(connection);
    LiquibaseFactory factory =
        new LiquibaseFactory(
            changelog.config(), OneConnection.of(transaction.guarded()), "<default>");
    this.liquibase = create(factory);
    requireFile();
    this.contexts = factory.createContexts();
    this.labels = factory.createLabels();
    liquibase.getChangeLogParameters().setContexts(contexts);
    liquibase.getChangeLogParameters().setLabels(labels);
    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
    liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
    this.scope = enter(liquibase);
  }

  private void requireFile() throws SQLException {
    try {
      List<Resource> files = liquibase.getResourceAccessor().getAll(liquibase.getChangeLogFile());
      if (files != null && !files.isEmpty()) {
        return;
      }
    } catch (IOException e) {
      // Reading it will say so.
      return;
    }
    connection.close();
    throw changelog.missing();
  }

  // Changes read the files that they refer to only now, and from where the scope says.
  private static String enter(Liquibase liquibase) throws SQLException {
    try {
      return Scope.enter(
          Map.of(Scope.Attr.resourceAccessor.name(), liquibase.getResourceAccessor()));
    } catch (Exception e) {
      throw new SQLException(e);
    }
  }

  // Liquibase looks up the schema's name by itself, and for that one query gets ready to generate
  // any SQL: every generator is loaded, and one of them looks up this machine in the DNS.
  private Liquibase create(LiquibaseFactory factory) throws SQLException {
    LiquibaseConfig config = factory.getConfiguration();
    Optional<String> configured = config.defaultSchemaName;
    try {
      if (configured.isEmpty()) {
        // It would convert another name to lower case if set this way.
        config.defaultSchemaName =
            Optional.ofNullable(connection.getSchema()).filter(name -> name.matches("[a-z0-9_]+"));
      }
      return factory.createLiquibase();
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    } finally {
      config.defaultSchemaName = configured;
    }
  }

  /** The tags that a changeset sets. */
  public static Stream<String> tags(ChangeSet changeSet) {
    return changeSet.getChanges().stream()
        .filter(TagDatabaseChange.class::isInstance)
        .map(change -> ((TagDatabaseChange) change).getTag());
  }

  /**
   * Every changeset in the order it runs, followed by the ones that only the database knows.
   *
   * @param description of a changeset
   */
  public List<ChangesetStatus> statuses(Function<ChangeSet, String> description)
      throws LiquibaseException, SQLException {
    AppliedChangesets applied = AppliedChangesets.read(connection, table());
    List<ChangesetStatus> all = new ArrayList<>();
    Set<RanChangeSet> known = new HashSet<>();
    for (ChangeSet changeSet : changeSets(applied)) {
      Optional<RanChangeSet> ran = applied.find(changeSet);
      ran.ifPresent(known::add);
      all.add(statusOf(changeSet, ran, description.apply(changeSet)));
    }
    known.addAll(applied.beingRolledBack());
    for (RanChangeSet ran : applied.all()) {
      if (!known.contains(ran)) {
        all.add(unknown(ran));
      }
    }
    return all;
  }

  /** The changesets of the changelog, the applied ones with their other valid checksums too. */
  List<ChangeSet> changeSets(AppliedChangesets applied) throws LiquibaseException {
    List<ChangeSet> all = liquibase.getDatabaseChangeLog().getChangeSets();
    new EarlierChecksums(liquibase, changelog.config().changeLogParameters).accept(all, applied);
    return all;
  }

  /** Liquibase's own lock, a row whose owner may be dead, if it is set. */
  public Optional<HeldLock> ownLock() throws SQLException {
    if (!AppliedChangesets.exists(connection, lockTable())) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select lockedby, lockgranted from " + lockTable() + " where locked")) {
      if (!row.next()) {
        return Optional.empty();
      }
      Timestamp since = row.getTimestamp(2);
      return Optional.of(
          HeldLock.row(
              lockTable(),
              String.valueOf(row.getString(1)),
              since == null ? null : since.toInstant()));
    }
  }

  /**
   * Clears it. Only for the holder of the real lock: then none of our processes can be its owner.
   */
  public void clearStaleLock(Consumer<String> say) throws LiquibaseException, SQLException {
    Optional<HeldLock> stale = ownLock();
    if (stale.isPresent()) {
      say.accept("Clearing Liquibase's lock, which " + stale.get().holder() + " left behind.");
      liquibase.forceReleaseLocks();
    }
  }

  /** Drops what a killed index build left in the way of its changeset. */
  public void clearInvalidIndexes(Consumer<String> say) throws LiquibaseException, SQLException {
    new InvalidIndexCleanup(connection, say).makeWayFor(this::pendingSql);
  }

  /** The SQL of the changesets that would run, in order. */
  List<String> pendingSql() throws LiquibaseException, SQLException {
    AppliedChangesets applied = AppliedChangesets.read(connection, table());
    ChangeSql sql = new ChangeSql(liquibase.getDatabase());
    List<String> pending = new ArrayList<>();
    for (ChangeSet changeSet : changeSets(applied)) {
      if (state(changeSet, applied.find(changeSet)) == ChangesetStatus.State.PENDING) {
        pending.add(sql.of(changeSet));
      }
    }
    return pending;
  }

  /** The changesets that the next update runs, up to the limit. */
  public List<ChangeSet> due(Limit limit) throws LiquibaseException, SQLException {
    AppliedChangesets applied = AppliedChangesets.read(connection, table());
    return limit.of(
        changeSets(applied),
        changeSet -> state(changeSet, applied.find(changeSet)),
        ChangelogRun::tags);
  }

  /** Refuses if one of them would not run as it is written. */
  public void requireWhole(Limit limit) throws Exception {
    new SpoiltChangesets(new ChangelogFiles(liquibase.getResourceAccessor())).require(due(limit));
  }

  /** The same as a person sees them, without those that run every time. */
  public List<ChangesetStatus> pending(Limit limit) throws LiquibaseException, SQLException {
    AppliedChangesets applied = AppliedChangesets.read(connection, table());
    return due(limit).stream()
        .map(changeSet -> statusOf(changeSet, applied.find(changeSet)))
        .filter(ChangesetStatus::pending)
        .toList();
  }

  /** The same, changeset by changeset and change by change. */
  public List<MigrationPlan.Pending> pendingChanges(Limit limit)
      throws LiquibaseException, SQLException {
    AppliedChangesets applied = AppliedChangesets.read(connection, table());
    ChangeSql sql = new ChangeSql(liquibase.getDatabase());
    List<MigrationPlan.Pending> pending = new ArrayList<>();
    for (ChangeSet changeSet : due(limit)) {
      ChangesetStatus status = statusOf(changeSet, applied.find(changeSet));
      if (status.pending()) {
        pending.add(
            new MigrationPlan.Pending(
                status, changeSet.getChanges().stream().map(sql::of).toList()));
      }
    }
    return pending;
  }

  public void update(MigrationProgress progress, Limit limit)
      throws LiquibaseException, SQLException {
    progress.follow(recording());
    liquibase.setChangeExecListener(progress);
    if (limit.none()) {
      changeSets(applied());
      liquibase.update(contexts, labels);
      return;
    }
    int due = due(limit).size();
    if (due > 0) {
      liquibase.update(due, contexts, labels);
    }
  }

  /** Runs changesets here, each atomically with its record. */
  public RecordingExecutor recording() throws SQLException {
    if (recording == null) {
      Database database = liquibase.getDatabase();
      recording = new RecordingExecutor(database, connection, transaction, table(), patience);
      Scope.getCurrentScope()
          .getSingleton(ExecutorService.class)
          .setExecutor("jdbc", database, recording);
    }
    return recording;
  }

  public Patience patience() {
    return patience;
  }

  public Liquibase liquibase() {
    return liquibase;
  }

  public Changelog changelog() {
    return changelog;
  }

  public AppliedChangesets applied() throws SQLException {
    return AppliedChangesets.read(connection, table());
  }

  public Connection connection() {
    return connection;
  }

  @Override
  public void close() throws LiquibaseException, SQLException {
    try (Connection closing = connection) {
      if (recording != null) {
        Scope.getCurrentScope()
            .getSingleton(ExecutorService.class)
            .clearExecutor("jdbc", liquibase.getDatabase());
      }
      liquibase.close();
    } finally {
      leave();
    }
  }

  private void leave() throws LiquibaseException {
    try {
      Scope.exit(scope);
    } catch (Exception e) {
      throw new LiquibaseException(e);
    }
  }

  /** The table that records this changelog, as written in a statement. */
  public String table() {
    var database = liquibase.getDatabase();
    return database.escapeTableName(
        database.getLiquibaseCatalogName(),
        database.getLiquibaseSchemaName(),
        database.getDatabaseChangeLogTableName());
  }

  private String lockTable() {
    var database = liquibase.getDatabase();
    return database.escapeTableName(
        database.getLiquibaseCatalogName(),
        database.getLiquibaseSchemaName(),
        database.getDatabaseChangeLogLockTableName());
  }

  public ChangesetStatus statusOf(ChangeSet changeSet, Optional<RanChangeSet> ran) {
    return statusOf(changeSet, ran, changeSet.getDescription());
  }

  private ChangesetStatus statusOf(
      ChangeSet changeSet, Optional<RanChangeSet> ran, String description) {
    return new ChangesetStatus(
        changelog.owner(),
        changeSet.getId(),
        changeSet.getAuthor(),
        changeSet.getFilePath(),
        state(changeSet, ran),
        ran.map(RanChangeSet::getDateExecuted).map(java.util.Date::toInstant),
        description);
  }

  ChangesetStatus unknown(RanChangeSet ran) {
    return new ChangesetStatus(
        changelog.owner(),
        ran.getId(),
        ran.getAuthor(),
        ran.getChangeLog(),
        ChangesetStatus.State.UNKNOWN,
        Optional.ofNullable(ran.getDateExecuted()).map(java.util.Date::toInstant),
        "");
  }

  private ChangesetStatus.State state(ChangeSet changeSet, Optional<RanChangeSet> ran) {
    if (changeSet.shouldAlwaysRun() && included(changeSet)) {
      return ChangesetStatus.State.ALWAYS;
    }
    if (ran.isEmpty()) {
      return included(changeSet) ? ChangesetStatus.State.PENDING : ChangesetStatus.State.EXCLUDED;
    }
    // An empty checksum is Liquibase's way of saying: accept the next one.
    if (ran.get().getLastCheckSum() == null
        || changeSet.isCheckSumValid(ran.get().getLastCheckSum())) {
      return ChangesetStatus.State.APPLIED;
    }
    return changeSet.shouldRunOnChange()
        ? ChangesetStatus.State.PENDING
        : ChangesetStatus.State.CHANGED;
  }

  private boolean included(ChangeSet changeSet) {
    List<ChangeSetFilter> filters =
        List.of(
            new ContextChangeSetFilter(contexts),
            new LabelChangeSetFilter(labels),
            new DbmsChangeSetFilter(liquibase.getDatabase()),
            new IgnoreChangeSetFilter());
    return filters.stream().allMatch(filter -> filter.accepts(changeSet).isAccepted());
  }
}
