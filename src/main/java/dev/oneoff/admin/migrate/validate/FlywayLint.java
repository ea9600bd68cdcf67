package dev.oneoff.admin.migrate.validate;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.migrate.Migrations;
import dev.oneoff.admin.migrate.flyway.FlywayValidation;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Checks Flyway's migrations before they run: by Flyway's rules, and for what they would lock. */
final class FlywayLint {

  private final Settings settings;

  FlywayLint(Settings settings) {
    this.settings = settings;
  }

  List<ChangelogFinding> in(DataSource connections) throws Exception {
    List<ChangelogFinding> findings = new ArrayList<>();
    for (FlywayValidation.Problem problem : new FlywayValidation(settings).find(connections)) {
      findings.add(
          new ChangelogFinding(
              settings.serviceName(),
              problem.file(),
              0,
              problem.id(),
              "",
              problem.finding(),
              problem.unreadable()));
    }
    if (findings.stream().noneMatch(ChangelogFinding::unreadable)) {
      findings.addAll(
          new ChangelogInDatabase(settings, new Migrations(settings, connections)).locks());
    }
    return findings;
  }
}
