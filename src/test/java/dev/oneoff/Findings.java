package dev.oneoff;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Settings;
import java.util.List;
import javax.sql.DataSource;

/** What a check finds, as {@code severity: what}. */
public final class Findings {

  private Findings() {}

  /** In a test's database. */
  public static List<String> of(Check check, TestDatabase database, String... settings)
      throws Exception {
    return of(check, database.dataSource(), database.settings(settings));
  }

  public static List<String> of(Check check, DataSource dataSource, Settings settings)
      throws Exception {
    return check.look(dataSource, settings).stream()
        .map(finding -> finding.severity() + ": " + finding.what())
        .toList();
  }
}
