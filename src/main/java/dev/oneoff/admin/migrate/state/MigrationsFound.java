package dev.oneoff.admin.migrate.state;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.migrate.MigratedDatasources;
import dev.oneoff.admin.migrate.MigrationTools;
import dev.oneoff.admin.migrate.Migrations;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import jakarta.enterprise.context.Dependent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** What migrates the schema, and whether the toolkit has its tables. */
@Dependent
class MigrationsFound implements Check.OfAdoption {

  @Override
  public String name() {
    return "migrations";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    List<ChangesetStatus> all = new Migrations(settings, dataSource).statusesWithoutDescription();
    List<ChangesetStatus> own = all.stream().filter(ChangesetStatus::ofService).toList();
    List<Finding> found = new ArrayList<>();
    if (!MigrationTools.hasChangelog(settings)) {
      found.add(
          Finding.info(
              "Neither Liquibase nor Flyway migrates this schema.",
              "'migrate' brings only the toolkit's tables, and 'migrate diff' compares the rest with"
                  + " the entities."));
    } else {
      found.add(
          Finding.info(
              (MigrationTools.usesFlyway(settings) ? "Flyway" : "Liquibase")
                  + " migrates this schema: "
                  + ChangesetStatus.count(own.size())
                  + ", "
                  + own.stream().filter(ChangesetStatus::pending).count()
                  + " pending.",
              "'migrate status' lists them, and 'migrate' runs what is pending."));
    }
    String others =
        MigratedDatasources.of(settings, left -> {}).stream()
            .filter(datasource -> !datasource.equals(settings.datasource()))
            .map(Datasource::toString)
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      found.add(
          Finding.info(
              "Datasources with migrations of their own: " + others + ".",
              "'migrate' runs them all; --datasource picks one, here too."));
    }
    boolean there = all.stream().noneMatch(each -> each.pending() && !each.ofService());
    found.add(
        there
            ? Finding.info("The toolkit's tables, admin_…, are there.", "")
            : Finding.warning(
                "The toolkit's tables, admin_…, are not there, or not all.",
                "Run 'migrate': without them nothing that writes is allowed, because nothing would"
                    + " record it."));
    return found;
  }
}
