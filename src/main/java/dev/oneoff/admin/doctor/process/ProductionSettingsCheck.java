package dev.oneoff.admin.doctor.process;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.setting.EffectiveSettings;
import dev.oneoff.admin.setting.Setting;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.context.Dependent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Settings that help a developer but are harmful in production. */
@Dependent
class ProductionSettingsCheck implements Check {

  private static final Set<String> SCHEMA_CHANGING =
      Set.of("create", "create-only", "drop", "drop-and-create", "update");
  private static final Set<String> ON = Set.of("true");

  private record Rule(String key, Set<String> values, Finding.Severity severity, String because) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "quarkus.hibernate-orm.schema-management.strategy",
              SCHEMA_CHANGING,
              Finding.Severity.ERROR,
              "each server that starts changes or drops tables by itself"),
          new Rule(
              "quarkus.hibernate-orm.database.generation",
              SCHEMA_CHANGING,
              Finding.Severity.ERROR,
              "each server that starts changes or drops tables by itself"),
          new Rule(
              "quarkus.liquibase.clean-at-start",
              ON,
              Finding.Severity.ERROR,
              "each server that starts drops every table"),
          new Rule(
              "quarkus.liquibase.migrate-at-start",
              ON,
              Finding.Severity.WARNING,
              "each server that starts migrates, past the plan, the lock and the record"),
          new Rule(
              "quarkus.devservices.enabled",
              ON,
              Finding.Severity.WARNING,
              "if no database is configured, one would be started"),
          new Rule(
              "quarkus.datasource.devservices.enabled",
              ON,
              Finding.Severity.WARNING,
              "if no database is configured, one would be started"),
          new Rule(
              "quarkus.hibernate-orm.log.sql",
              ON,
              Finding.Severity.WARNING,
              "every statement is written into the log"),
          new Rule(
              "quarkus.hibernate-orm.log.bind-parameters",
              ON,
              Finding.Severity.WARNING,
              "every value is written into the log, secrets too"));

  private static final Set<String> PROFILES = Set.of("dev", "test");

  @Override
  public String name() {
    return "production-settings";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    if (!Environment.matters(settings, dataSource)) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    settings.config().unwrap(SmallRyeConfig.class).getProfiles().stream()
        .filter(PROFILES::contains)
        .forEach(
            profile ->
                findings.add(
                    Finding.error(
                        "The profile " + profile + " is active in this environment.",
                        "Leave QUARKUS_PROFILE unset, or set it to prod.")));
    Map<String, Setting> all = EffectiveSettings.of(settings);
    for (Rule rule : RULES) {
      Optional.ofNullable(all.get(rule.key()))
          .filter(setting -> setting.atServer().filter(rule.values()::contains).isPresent())
          .ifPresent(
              setting ->
                  findings.add(
                      new Finding(
                          rule.severity(),
                          rule.key()
                              + " is "
                              + setting.atServer().orElseThrow()
                              + ": "
                              + rule.because()
                              + ".",
                          "Remove it; 'config show' says where it is set.")));
    }
    return findings;
  }
}
