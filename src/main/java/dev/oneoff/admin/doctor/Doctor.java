package dev.oneoff.admin.doctor;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.DatabaseFailure;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.database.pool.ConsoleGuard;
import dev.oneoff.admin.database.pool.Pools;
import dev.oneoff.admin.database.session.SessionLimits;
import io.quarkus.arc.All;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Runs every check that is a bean, one after another. */
@Dependent
@Unremovable
class Doctor {

  /** The name under which an unreachable database is reported, whichever check noticed it. */
  static final String DATABASE = "database";

  private static final SessionLimits LIMITS =
      new SessionLimits(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(1));

  private static final Logger LOG = Logger.getLogger(Doctor.class);

  private final List<Check> checks;
  private final DataSource pool;
  private final ConsoleGuard guard;
  private final Settings settings;

  @Inject
  Doctor(@All List<Check> checks, ConsoleGuard guard, Config config) {
    this(checks, Pools.administered(), guard, config);
  }

  Doctor(List<Check> checks, DataSource pool, ConsoleGuard guard, Config config) {
    this.checks = checks.stream().sorted(Comparator.comparing(Check::name)).toList();
    this.pool = pool;
    this.guard = guard;
    this.settings = new Settings(config);
  }

  /**
   * Runs them all, by name, read-only.
   *
   * @throws AdminException {@code CONFIGURATION} if a check to skip is unknown
   */
  List<Diagnosis> examine(Interruption interruption) throws Exception {
    Set<String> skipped = skipped();
    return examine(
        interruption,
        check -> !(check instanceof Check.OfAdoption) && !skipped.contains(check.name()));
  }

  /** What the toolkit meets in this service, and what is missing; the same way. */
  List<Diagnosis> adopt(Interruption interruption) throws Exception {
    return examine(interruption, Check.OfAdoption.class::isInstance);
  }

  private List<Diagnosis> examine(Interruption interruption, Predicate<Check> these)
      throws Exception {
    FailFastDataSource database = new FailFastDataSource(pool);
    List<Diagnosis> diagnoses = new ArrayList<>();
    try (AutoCloseable reading = guard.guard(LIMITS)) {
      for (Check check : checks) {
        interruption.checkpoint();
        if (these.test(check)) {
          diagnoses.add(new Diagnosis(check.name(), ask(check, database)));
        }
      }
    }
    database
        .gone()
        .ifPresent(
            why ->
                diagnoses.add(
                    0,
                    new Diagnosis(
                        DATABASE,
                        List.of(
                            DatabaseFailure.anywhere()
                                .explain(why)
                                // An unreachable server says nothing; where to look is more useful.
                                .filter(known -> !SqlState.of(why).lost())
                                .map(known -> Finding.error(String.valueOf(known.getMessage()), ""))
                                .orElseGet(
                                    () ->
                                        Finding.error(
                                            "The database cannot be queried: "
                                                + firstLine(why)
                                                + ".",
                                            "Check that it is running, and check"
                                                + " DATABASE_URL."))))));
    return diagnoses;
  }

  private Set<String> skipped() {
    Set<String> known = checks.stream().map(Check::name).collect(Collectors.toSet());
    Set<String> skipped = new TreeSet<>(settings.namesIn(OwnSetting.DOCTOR_SKIP));
    for (String name : skipped) {
      if (!known.contains(name)) {
        throw AdminException.configuration(
            OwnSetting.DOCTOR_SKIP
                + " names '"
                + name
                + "', but there is no such check. See doctor --passed.");
      }
    }
    return skipped;
  }

  private List<Finding> ask(Check check, FailFastDataSource database) {
    try {
      return check.look(database, settings);
    } catch (Exception e) {
      LOG.debugf(e, "The check %s could not run.", check.name());
      return List.of(unseen(e, database));
    }
  }

  private static Finding unseen(Exception e, FailFastDataSource database) {
    if (database.gone().isPresent()) {
      return Finding.unseen("It needs the database.", "");
    }
    if (SqlState.of(e) == SqlState.FORBIDDEN) {
      return Finding.unseen(
          "The service's role may not see it: " + firstLine(e) + ".", "Run it as another role.");
    }
    return Finding.unseen("It failed: " + firstLine(e) + ".", "--verbose says more.");
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage())
        .lines()
        .findFirst()
        .orElse(e.getClass().getSimpleName())
        .replaceFirst("\\.$", "");
  }
}
