package dev.oneoff.admin.doctor.adopt;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Settings by which a server would write when it starts; a command has other answers. */
@Dependent
class StartWrites implements Check.OfAdoption {

  @Override
  public String name() {
    return "start-writes";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) {
    return settings.overruledInCommands().entrySet().stream()
        .flatMap(entry -> finding(entry.getKey(), entry.getValue()).stream())
        .toList();
  }

  private static Optional<Finding> finding(String key, String value) {
    String set = key + "=" + value;
    if (key.endsWith(".migrate-at-start")) {
      return Optional.of(
          Finding.info(
              set + ": each server migrates when it starts; no command does on its way.",
              "Once a deployment runs 'migrate', set it to false: several servers that start at"
                  + " once wait for each other."));
    }
    if (key.endsWith(".clean-at-start")) {
      return Optional.of(
          Finding.error(
              set + ": a server drops all tables when it starts, the toolkit's too.",
              "Keep it out of every profile that runs on data."));
    }
    if (key.contains(".schema-management.strategy") || key.contains(".database.generation")) {
      boolean drops = value.startsWith("drop");
      return Optional.of(
          drops
              ? Finding.warning(
                  set + ": Hibernate drops and creates tables when a server starts.",
                  "Keep it out of every profile that runs on data.")
              : Finding.info(
                  set
                      + ": Hibernate looks at the tables when a server starts; in a command it does"
                      + " not.",
                  ""));
    }
    return key.startsWith("quarkus.flyway.") || key.startsWith("quarkus.liquibase.")
        ? Optional.of(Finding.info(set + ": only the server obeys it.", ""))
        : Optional.empty();
  }
}
