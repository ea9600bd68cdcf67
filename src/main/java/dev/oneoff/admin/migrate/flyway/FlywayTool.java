package dev.oneoff.admin.migrate.flyway;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.migrate.ScriptText;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import dev.oneoff.admin.migrate.changeset.Limit;
import dev.oneoff.admin.migrate.plan.MigrationPlan;
import dev.oneoff.admin.migrate.tool.Applying;
import dev.oneoff.admin.migrate.tool.HeldLock;
import dev.oneoff.admin.migrate.tool.MigrationTool;
import dev.oneoff.admin.migrate.tool.OneRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.RepairOutput;
import org.flywaydb.core.api.output.RepairResult;
import org.flywaydb.core.api.output.ValidateOutput;

/** The service's migrations in the hands of Flyway; only for a service that has it. */
public final class FlywayTool implements MigrationTool {

  private static final String FUTURE = "*:future";

  private final FlywaySettings settings;

  /** The migrations of the settings. */
  public FlywayTool(Settings settings) {
    this.settings = new FlywaySettings(settings);
  }

  @Override
  public boolean hasChangelog() {
    if (settings.configured() && !settings.found()) {
      throw AdminException.configuration(
          settings.settings().written(FlywaySettings.LOCATIONS)
              + " names "
              + String.join(", ", settings.locations())
              + ", and nothing is there. Correct the setting, or add the migrations.");
    }
    return settings.found();
  }

  @Override
  public Optional<String> schema() {
    return settings.schema();
  }

  private <T> T with(Callable<T> work) throws Exception {
    try {
      return work.call();
    } catch (FlywayException e) {
      throw FlywayFailure.of(e);
    }
  }

  private FlywayState state(DataSource connections, Limit limit) throws Exception {
    return with(() -> new FlywayState(settings, connections, limit));
  }

  @Override
  public List<ChangesetStatus> statuses(
      DataSource connections, boolean described, Consumer<HeldLock> locked) throws Exception {
    return state(connections, Limit.NONE).statuses();
  }

  @Override
  public List<ChangesetStatus> pending(DataSource connections, Limit limit) throws Exception {
    FlywayState state = state(connections, limit);
    return state.due().stream().flatMap(migration -> state.status(migration).stream()).toList();
  }

  @Override
  public List<MigrationPlan.Pending> pendingChanges(DataSource connections, Limit limit)
      throws Exception {
    FlywayState state = state(connections, limit);
    return with(
        () -> {
          List<MigrationPlan.Pending> pending = new ArrayList<>();
          for (MigrationInfo migration : state.due()) {
            List<String> parts =
                state.scripts().code(migration)
                    ? List.of("")
                    : state.scripts().statements(migration);
            state
                .status(migration)
                .ifPresent(status -> pending.add(new MigrationPlan.Pending(status, parts)));
          }
          return pending;
        });
  }

  @Override
  public void requireWhole(DataSource connections, Limit limit) throws Exception {
    OneRole.require(settings.settings(), FlywaySettings.PREFIX);
    FlywayState state = state(connections, limit);
    if (!state.failed().isEmpty()) {
      throw AdminException.refused(
          "Nothing ran, because a part of "
              + String.join(", ", state.failed())
              + " ran once and then failed. Take that part back or complete it, and run "
              + Datasource.command("migrate repair")
              + ".");
    }
    // Each is read as it will be when its turn comes: a placeholder may have no value.
    with(
        () -> {
          for (MigrationInfo migration : state.due()) {
            state.scripts().inTransaction(migration);
          }
          return true;
        });
    if (settings.validates()) {
      List<ValidateOutput> invalid = with(() -> FlywayValidation.invalid(settings, connections));
      if (!invalid.isEmpty()) {
        throw FlywayFailure.refusal(invalid.get(0).errorDetails.errorMessage);
      }
    }
  }

  @Override
  public void prepare(DataSource connections, Consumer<String> say) throws Exception {
    boolean toolkitFirst;
    try (Connection connection = connections.getConnection()) {
      HistoryTable history = HistoryTable.of(settings, connection);
      if (history.exists(connection)) {
        return;
      }
      toolkitFirst = history.besideToolkitOnly(connection);
    }
    FluentConfiguration flyway = settings.configuration(connections);
    if (settings.baselinesAtStart()) {
      with(() -> flyway.load().baseline());
      return;
    }
    if (toolkitFirst) {
      flyway.baselineOnMigrate(true).baselineVersion("0").baselineDescription("before Flyway");
    }
    // Without any migrations it makes no more than its table.
    with(
        () ->
            flyway
                .resourceProvider(new NoResources())
                .javaMigrationClassProvider(List::of)
                .load()
                .migrate());
  }

  @Override
  public int apply(DataSource connections, Limit limit, Applying applying) throws Exception {
    if (applying.inDoubt().isPresent()) {
      throw AdminException.usage("--in-doubt is for Liquibase's changesets; Flyway keeps none.");
    }
    FlywayProgress progress = new FlywayProgress(state(connections, limit), applying);
    applying.patience().anew();
    while (true) {
      try {
        to(limit, connections).callbacks(and(progress)).load().migrate();
        return progress.applied();
      } catch (FlywayException e) {
        if (FlywayProgress.enough(e)) {
          return progress.applied();
        }
        if (!progress.again(e)) {
          throw progress.explain(e);
        }
      }
    }
  }

  private Callback[] and(Callback ours) {
    List<Callback> all = new ArrayList<>(settings.callbacks());
    all.add(ours);
    return all.toArray(Callback[]::new);
  }

  private FluentConfiguration to(Limit limit, DataSource connections) {
    FluentConfiguration flyway = settings.configuration(connections);
    limit.tag().ifPresent(flyway::target);
    return flyway;
  }

  @Override
  public int record(DataSource connections, Limit limit, Applying applying) throws Exception {
    if (limit.count().isPresent()) {
      throw AdminException.usage("Flyway records up to a version: say which one with --to.");
    }
    List<MigrationInfo> due = state(connections, limit).due();
    applying.checkpoint().run();
    for (MigrationInfo migration : due) {
      applying.say().accept("Recording " + FlywayState.name(migration) + " as run.");
    }
    with(() -> to(limit, connections).skipExecutingMigrations(true).load().migrate());
    return due.size();
  }

  /**
   * Puts the history right: it forgets what failed, and takes the texts of today for those that
   * ran. What a newer release has recorded stays.
   *
   * @return how many records were changed
   */
  public int repair(DataSource connections, Consumer<String> say) throws Exception {
    RepairResult result =
        with(
            () ->
                settings
                    .configuration(connections)
                    .ignoreMigrationPatterns(settings.ignoredAnd(FUTURE))
                    .load()
                    .repair());
    return said("no longer recorded as failed", result.migrationsRemoved, say)
        + said(
            "recorded as deleted, because it is in this release no more",
            result.migrationsDeleted,
            say)
        + said("recorded with its text of today", result.migrationsAligned, say);
  }

  private static int said(String what, List<RepairOutput> migrations, Consumer<String> say) {
    for (RepairOutput each : migrations) {
      String name =
          each.version.isEmpty() ? each.description : each.version + " (" + each.description + ")";
      say.accept("The migration " + name + " is " + what + ".");
    }
    return migrations.size();
  }

  @Override
  public void script(DataSource connections, Limit limit, ScriptText script) throws Exception {
    FlywayState state = state(connections, limit);
    if (state.due().isEmpty()) {
      return;
    }
    try (Connection connection = connections.getConnection()) {
      HistoryTable history = HistoryTable.of(settings, connection);
      script.searchPath(connection);
      if (!history.exists(connection)) {
        if (settings.baselinesAtStart()
            || (settings.baselinesOnMigrate() && history.hasOthers(connection))) {
          throw AdminException.refused(
              "Flyway would begin with a baseline here, and there is no script for that. Run migrate"
                  + " itself.");
        }
        history.creation(script, connection);
      }
      for (MigrationInfo migration : state.due()) {
        with(() -> append(migration, state.scripts(), history, script));
      }
    }
  }

  private static boolean append(
      MigrationInfo migration, FlywayScripts scripts, HistoryTable history, ScriptText script) {
    if (scripts.code(migration) || scripts.copiesData(migration)) {
      throw AdminException.refused(
          "The migration "
              + FlywayState.name(migration)
              + (scripts.code(migration) ? " is code" : " has rows between its statements")
              + ", so there is no script for it. Run migrate itself.");
    }
    boolean inTransaction = scripts.inTransaction(migration);
    script.begin(FlywayState.name(migration), inTransaction);
    scripts.statements(migration).forEach(script::statement);
    script.statement(history.insertion(migration));
    script.end(inTransaction);
    return true;
  }

  @Override
  public List<HeldLock> locks(DataSource connections) throws SQLException {
    try (Connection connection = connections.getConnection()) {
      return HistoryTable.of(settings, connection).lock(connection).stream().toList();
    }
  }

  // PostgreSQL frees it.
  @Override
  public void clearStaleLock(DataSource connections, Consumer<String> say) {}

  @Override
  public void load() {
    Flyway.configure();
  }
}
