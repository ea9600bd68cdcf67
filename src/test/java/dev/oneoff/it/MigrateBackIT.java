package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Back and forth again, on the packaged jar. */
@Tag("one-java")
class MigrateBackIT {

  private final JarPostgres.Database database = JarPostgres.database();
  private final App app = App.packaged().on(database).warm();

  @Test
  void theLastChangesetsAreRolledBackAndAppliedAgain() throws Exception {
    JarPostgres.migrated(database, app);
    app.run("migrate", "tag", "before").succeeds();
    assertThat(app.run("migrate", "rollback", "--count", "1", "--plan").succeeds().out())
        .contains("0004-order-lines");
    assertThat(database.hasTable("order_lines")).isTrue();

    app.run("migrate", "rollback", "--count", "1").succeeds();
    assertThat(database.hasTable("order_lines")).isFalse();
    app.run("migrate", "--check").endsWith(5);
    app.run("migrate").succeeds();
    app.run("migrate", "validate").succeeds();
  }
}
