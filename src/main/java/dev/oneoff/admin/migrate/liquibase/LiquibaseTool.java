package dev.oneoff.admin.migrate.liquibase;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.migrate.ScriptText;
import dev.oneoff.admin.migrate.changeset.Changelog;
import dev.oneoff.admin.migrate.changeset.ChangelogRun;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import dev.oneoff.admin.migrate.changeset.Limit;
import dev.oneoff.admin.migrate.changeset.MigrationProgress;
import dev.oneoff.admin.migrate.changeset.Patience;
import dev.oneoff.admin.migrate.changeset.UnfinishedChangesets;
import dev.oneoff.admin.migrate.plan.MigrationPlan;
import dev.oneoff.admin.migrate.tool.Applying;
import dev.oneoff.admin.migrate.tool.HeldLock;
import dev.oneoff.admin.migrate.tool.MigrationTool;
import dev.oneoff.admin.migrate.tool.OneRole;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import liquibase.changelog.ChangeSet;

/** The service's changelog in the hands of Liquibase; only for a service that has it. */
public final class LiquibaseTool implements MigrationTool {

  private final Settings settings;
  private final Changelog changelog;

  /**
   * The changelog of the settings.
   *
   * @param contexts instead of the settings', if given
   * @param labels instead of the settings', if given
   */
  public LiquibaseTool(
      Settings settings, Optional<List<String>> contexts, Optional<List<String>> labels) {
    this.settings = settings;
    this.changelog = Changelog.service(settings, contexts, labels);
  }

  /** The changelog on a connection of its own. */
  public ChangelogRun open(DataSource connections, Patience patience) throws SQLException {
    return new ChangelogRun(changelog, connections, patience);
  }

  private interface Work<T> {
    T on(ChangelogRun run) throws Exception;
  }

  private <T> T with(DataSource connections, Work<T> work) throws Exception {
    return QuietLiquibase.call(
        () -> {
          try (ChangelogRun run = open(connections, Patience.NONE)) {
            return work.on(run);
          }
        });
  }

  @Override
  public boolean hasChangelog() {
    return changelog.configured() || changelog.onClassPath();
  }

  @Override
  public Optional<String> schema() {
    return changelog.config().defaultSchemaName;
  }

  @Override
  public List<ChangesetStatus> statuses(
      DataSource connections, boolean described, Consumer<HeldLock> locked) throws Exception {
    return with(
        connections,
        run -> {
          List<ChangesetStatus> statuses =
              run.statuses(described ? ChangeSet::getDescription : changeSet -> "");
          run.ownLock().ifPresent(locked);
          return statuses;
        });
  }

  @Override
  public List<ChangesetStatus> pending(DataSource connections, Limit limit) throws Exception {
    return with(connections, run -> run.pending(limit));
  }

  @Override
  public List<MigrationPlan.Pending> pendingChanges(DataSource connections, Limit limit)
      throws Exception {
    return with(connections, run -> run.pendingChanges(limit));
  }

  @Override
  public void requireWhole(DataSource connections, Limit limit) throws Exception {
    OneRole.require(settings, "quarkus.liquibase.");
    with(
        connections,
        run -> {
          run.requireWhole(limit);
          return true;
        });
  }

  @Override
  public void prepare(DataSource connections, Consumer<String> say) {}

  // As often as it has to give way to others: each time like a process that starts afresh.
  @Override
  public int apply(DataSource connections, Limit limit, Applying applying) throws Exception {
    return QuietLiquibase.call(
        () -> {
          MigrationProgress progress =
              new MigrationProgress(applying.checkpoint(), applying.say(), applying.patience());
          applying.patience().anew();
          while (true) {
            Limit left = limit.less(progress.counted());
            try (ChangelogRun run = open(connections, applying.patience())) {
              run.clearStaleLock(applying.say());
              progress.follow(run.recording());
              run.clearInvalidIndexes(applying.say());
              new UnfinishedChangesets(run, applying.inDoubt(), applying.say())
                  .finish(left, progress);
              run.update(progress, left);
              return progress.applied();
            } catch (Exception e) {
              if (!progress.again(e)) {
                throw progress.explain(e);
              }
            }
          }
        });
  }

  @Override
  public void script(DataSource connections, Limit limit, ScriptText script) throws Exception {
    with(
        connections,
        run -> {
          new ChangelogScript(run, script).append(limit);
          return true;
        });
  }

  @Override
  public int record(DataSource connections, Limit limit, Applying applying) throws Exception {
    return QuietLiquibase.call(
        () -> {
          try (ChangelogRun run = open(connections, applying.patience())) {
            return ChangesetsAsRun.record(run, limit, applying);
          }
        });
  }

  @Override
  public List<HeldLock> locks(DataSource connections) throws Exception {
    return with(connections, run -> run.ownLock().stream().toList());
  }

  @Override
  public void clearStaleLock(DataSource connections, Consumer<String> say) throws Exception {
    with(
        connections,
        run -> {
          run.clearStaleLock(say);
          return true;
        });
  }

  @Override
  public void load() throws Exception {
    QuietLiquibase.load();
  }
}
