package dev.oneoff.admin.migrate.tool;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.migrate.ScriptText;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import dev.oneoff.admin.migrate.changeset.Limit;
import dev.oneoff.admin.migrate.plan.MigrationPlan;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** For a service whose schema is made by Hibernate, by hand, or by another team. */
public final class NoMigrationTool implements MigrationTool {

  @Override
  public boolean hasChangelog() {
    return false;
  }

  @Override
  public Optional<String> schema() {
    return Optional.empty();
  }

  @Override
  public List<ChangesetStatus> statuses(
      DataSource connections, boolean described, Consumer<HeldLock> locked) {
    return List.of();
  }

  @Override
  public List<ChangesetStatus> pending(DataSource connections, Limit limit) {
    requireNone(limit);
    return List.of();
  }

  @Override
  public List<MigrationPlan.Pending> pendingChanges(DataSource connections, Limit limit) {
    requireNone(limit);
    return List.of();
  }

  @Override
  public void requireWhole(DataSource connections, Limit limit) {
    requireNone(limit);
  }

  /** The refusal of what such a service does not have. */
  public static AdminException nothingTo(String what) {
    return AdminException.configuration(
        "This service has no changelog, so there is nothing to "
            + what
            + ". One is run with io.quarkus:quarkus-liquibase, and named by"
            + " quarkus.liquibase.change-log, or with io.quarkus:quarkus-flyway, and"
            + " named by quarkus.flyway.locations.");
  }

  private static void requireNone(Limit limit) {
    if (!limit.none()) {
      throw nothingTo("limit by --to or --count");
    }
  }

  @Override
  public void prepare(DataSource connections, Consumer<String> say) {}

  @Override
  public int apply(DataSource connections, Limit limit, Applying applying) {
    return 0;
  }

  @Override
  public void script(DataSource connections, Limit limit, ScriptText script) {
    requireNone(limit);
  }

  @Override
  public int record(DataSource connections, Limit limit, Applying applying) {
    return 0;
  }

  @Override
  public List<HeldLock> locks(DataSource connections) {
    return List.of();
  }

  @Override
  public void clearStaleLock(DataSource connections, Consumer<String> say) {}

  @Override
  public void load() {}
}
