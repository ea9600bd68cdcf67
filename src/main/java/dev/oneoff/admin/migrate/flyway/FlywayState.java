package dev.oneoff.admin.migrate.flyway;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import dev.oneoff.admin.migrate.changeset.Limit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.pattern.ValidatePattern;

/** The service's migrations and their state in a database, as they were when it was asked. */
final class FlywayState {

  private static final List<String> SYNTHETIC = List.of("SCHEMA", "DELETE");

  private final FlywaySettings settings;
  private final List<MigrationInfo> all;
  private final List<MigrationInfo> due;
  private final FlywayScripts scripts = new FlywayScripts();
  private final List<ValidatePattern> ignored;

  /** Changes nothing, and calls none of the service's callbacks. */
  FlywayState(FlywaySettings settings, DataSource connections, Limit limit) {
    this.settings = settings;
    FluentConfiguration flyway =
        settings.configuration(connections).skipDefaultCallbacks(true).resolvers(scripts);
    this.ignored = List.of(flyway.getIgnoreMigrationPatterns());
    this.all = List.of(flyway.load().info().all());
    this.due = limit.tag().isEmpty() ? first(limit, all) : first(limit, upTo(limit, flyway));
  }

  private List<MigrationInfo> upTo(Limit limit, FluentConfiguration flyway) {
    String version = limit.tag().orElseThrow();
    List<String> known =
        all.stream()
            .filter(MigrationInfo::isVersioned)
            .map(migration -> migration.getVersion().getVersion())
            .distinct()
            .toList();
    if (!known.contains(version)) {
      throw AdminException.usage(
          "There is no migration of the version '"
              + version
              + "'. "
              + (known.isEmpty() ? "None is known." : "Known: " + String.join(", ", known) + "."));
    }
    return List.of(flyway.target(MigrationVersion.fromVersion(version)).load().info().all());
  }

  private static List<MigrationInfo> first(Limit limit, List<MigrationInfo> of) {
    return of.stream()
        .filter(migration -> migration.getState() == MigrationState.PENDING)
        .limit(limit.count().orElse(Integer.MAX_VALUE))
        .toList();
  }

  /** Those that the next run applies. */
  List<MigrationInfo> due() {
    return due;
  }

  FlywayScripts scripts() {
    return scripts;
  }

  /** Every migration in the order it runs, followed by those that only the database knows. */
  List<ChangesetStatus> statuses() {
    List<ChangesetStatus> statuses =
        all.stream().flatMap(migration -> status(migration).stream()).toList();
    return Stream.concat(
            statuses.stream().filter(status -> status.state() != ChangesetStatus.State.UNKNOWN),
            statuses.stream().filter(status -> status.state() == ChangesetStatus.State.UNKNOWN))
        .toList();
  }

  /** Nothing for a row that Flyway keeps for itself. */
  Optional<ChangesetStatus> status(MigrationInfo migration) {
    return SYNTHETIC.contains(migration.getType().name())
        ? Optional.empty()
        : state(migration).map(state -> status(migration, state));
  }

  private ChangesetStatus status(MigrationInfo migration, ChangesetStatus.State state) {
    return new ChangesetStatus(
        settings.settings().serviceName(),
        migration.isVersioned() ? migration.getVersion().getVersion() : "",
        "",
        name(migration),
        state,
        Optional.ofNullable(migration.getInstalledOn()).map(time -> time.toInstant()),
        migration.getDescription());
  }

  private Optional<ChangesetStatus.State> state(MigrationInfo migration) {
    return switch (migration.getState()) {
      case SUCCESS, OUT_OF_ORDER ->
          Optional.of(
              asItRan(migration) ? ChangesetStatus.State.APPLIED : ChangesetStatus.State.CHANGED);
      case BASELINE -> Optional.of(ChangesetStatus.State.APPLIED);
      case PENDING, ABOVE_TARGET -> Optional.of(ChangesetStatus.State.PENDING);
      // It would have come earlier: Flyway refuses that, unless it is told to ignore it.
      case IGNORED ->
          Optional.of(
              ignored(migration) ? ChangesetStatus.State.EXCLUDED : ChangesetStatus.State.LATE);
      case BELOW_BASELINE, BASELINE_IGNORED -> Optional.of(ChangesetStatus.State.EXCLUDED);
      case FAILED, MISSING_FAILED, FUTURE_FAILED -> Optional.of(ChangesetStatus.State.FAILED);
      case MISSING_SUCCESS, FUTURE_SUCCESS -> Optional.of(ChangesetStatus.State.UNKNOWN);
      // Its latest text is listed on its own.
      case OUTDATED, SUPERSEDED, UNDONE, AVAILABLE, DELETED -> Optional.empty();
    };
  }

  private static boolean asItRan(MigrationInfo migration) {
    return !migration.isVersioned()
        || (migration.isChecksumMatching()
            && migration.isDescriptionMatching()
            && migration.isTypeMatching());
  }

  private boolean ignored(MigrationInfo migration) {
    return ignored.stream()
        .anyMatch(
            pattern -> pattern.matchesMigration(migration.isVersioned(), migration.getState()));
  }

  /** As used in messages: where the server ran it, Quarkus has put the location before it. */
  static String name(MigrationInfo migration) {
    String script = migration.getScript();
    return migration.getType().name().equals("SQL")
        ? script.substring(script.lastIndexOf('/') + 1)
        : script;
  }

  /** Those that failed and left a part of themselves. */
  List<String> failed() {
    return all.stream()
        .filter(migration -> migration.getState().isFailed())
        .map(FlywayState::name)
        .toList();
  }

  boolean isDue(MigrationInfo migration) {
    return due.stream().anyMatch(each -> each.getScript().equals(migration.getScript()));
  }
}
