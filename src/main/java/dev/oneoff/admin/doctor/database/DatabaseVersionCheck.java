package dev.oneoff.admin.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.Dependent;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Whether this version of PostgreSQL still gets fixes, under the project's versioning policy. */
@Dependent
class DatabaseVersionCheck implements Check {

  private static final int OLDEST = 14;
  private static final Map<Integer, LocalDate> LAST_FIX =
      Map.of(
          14, LocalDate.of(2026, 11, 12),
          15, LocalDate.of(2027, 11, 11),
          16, LocalDate.of(2028, 11, 9),
          17, LocalDate.of(2029, 11, 8),
          18, LocalDate.of(2030, 11, 14));
  private static final int WARN_MONTHS_BEFORE = 6;

  private final Supplier<LocalDate> today;

  DatabaseVersionCheck() {
    this(() -> LocalDate.now(ZoneOffset.UTC));
  }

  DatabaseVersionCheck(Supplier<LocalDate> today) {
    this.today = today;
  }

  @Override
  public String name() {
    return "database-version";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    int version =
        Catalogue.row(
            dataSource,
            "select current_setting('server_version_num')::integer",
            row -> row.getInt(1));
    return judge(version / 10000);
  }

  private List<Finding> judge(int major) {
    String upgrade = "Upgrade to a supported version.";
    if (major < OLDEST) {
      return List.of(
          Finding.error("PostgreSQL " + major + " has had no fixes for a long time.", upgrade));
    }
    LocalDate end = LAST_FIX.getOrDefault(major, LocalDate.MAX);
    if (today.get().isAfter(end)) {
      return List.of(
          Finding.error("PostgreSQL " + major + " has had no fixes since " + end + ".", upgrade));
    }
    if (today.get().plusMonths(WARN_MONTHS_BEFORE).isAfter(end)) {
      return List.of(
          Finding.warning(
              "PostgreSQL " + major + " gets no fixes after " + end + ".", "Plan the upgrade."));
    }
    return List.of();
  }
}
