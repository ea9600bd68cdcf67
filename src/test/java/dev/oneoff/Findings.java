package dev.oneoff.admin.health.doctor.database;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.Check;
import java.util.List;

/** What a check finds in a test's database. */
final class Findings {

  private Findings() {}

  /** As {@code severity: what}. */
  static List<String> of(Check check, TestDatabase database, String... settings) throws Exception {
    return check.look(database.dataSource(), database.settings(settings)).stream()
        .map(finding -> finding.severity() + ": " + finding.what())
        .toList();
  }
}
