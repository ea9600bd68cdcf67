package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged jar's entities against a schema that somebody changed by hand. */
@Tag("one-java")
class MigrateDiffIT {

  private final JarPostgres.Database database = JarPostgres.database();
  private final App app = App.packaged().on(database);

  @Test
  void aDifferenceExitsWithNotAsRequiredAndNoneWithDone() throws Exception {
    JarPostgres.migrated(database, app);
    assertThat(app.run("migrate", "diff", "--format", "csv").succeeds().out())
        .isEqualTo("table,column,difference,entities,database\n");

    database.execute("alter table customers drop column phone");

    assertThat(app.run("migrate", "diff", "--format", "csv").endsWith(5).out())
        .contains("customers,phone,missing column,text,");
  }
}
