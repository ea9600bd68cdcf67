package dev.oneoff.admin.migrate.state;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.migrate.Migrations;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import javax.sql.DataSource;

/** Whether the schema matches this release. */
@Dependent
class SchemaCheck implements Check {

  @Override
  public String name() {
    return "schema";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    SchemaVersion version =
        SchemaVersion.of(new Migrations(settings, dataSource).statusesWithoutDescription());
    String what = "The schema is " + version.describe() + ".";
    if (version.behind()) {
      return List.of(Finding.error(what, "Run 'migrate'."));
    }
    return version.ahead()
        ? List.of(Finding.info(what, "Deploy the release that it belongs to."))
        : List.of();
  }
}
