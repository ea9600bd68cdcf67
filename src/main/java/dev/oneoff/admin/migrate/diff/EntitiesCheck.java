package dev.oneoff.admin.migrate.diff;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.migrate.MigrationTools;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Whether the tables match what the entities need; anything extra does no harm. */
@Dependent
class EntitiesCheck implements Check {

  private final SchemaDiff diff;

  EntitiesCheck(SchemaDiff diff) {
    this.diff = diff;
  }

  @Override
  public String name() {
    return "entities";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    String advice =
        MigrationTools.hasChangelog(settings)
            ? "Run 'migrate'; if that is done, write the changeset that is missing."
            : "Change the table or the entity: no changelog migrates this schema.";
    try (Connection connection = dataSource.getConnection()) {
      return diff.find(connection).stream()
          .filter(difference -> !difference.kind().extra())
          .map(difference -> finding(difference, advice))
          .toList();
    }
  }

  private static Finding finding(SchemaDiff.Difference found, String advice) {
    String where =
        found.table() + Optional.ofNullable(found.column()).map(name -> "." + name).orElse("");
    String what = where + ": " + found.kind() + sides(found) + ".";
    return found.kind().missing() ? Finding.error(what, advice) : Finding.warning(what, advice);
  }

  private static String sides(SchemaDiff.Difference found) {
    return found.entities() == null || found.database() == null
        ? ""
        : ", " + found.entities() + " in the entity and " + found.database() + " in the table";
  }
}
