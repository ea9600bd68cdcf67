package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Back and forth again, on the packaged jar. */
@Tag("one-java")
class MigrateBackIT {

  private final TestPostgres.Database database = TestPostgres.database();
  private final App app = App.packaged().on(database);

  @Test
  void theLastChangesetsAreTakenBackAndComeAgain() throws Exception {
    TestPostgres.migrated(database, app);
    app.run("migrate", "tag", "before").succeeds();
    assertThat(app.run("migrate", "rollback", "--count", "1", "--plan").succeeds().out())
        .contains("0004-order-lines");
    assertThat(database.hasTable("order_lines")).isTrue();

    app.run("migrate", "rollback", "--count", "1").succeeds();
    assertThat(database.hasTable("order_lines")).isFalse();
    app.run("migrate", "--check").endsWith(5);
    app.run("migrate").succeeds();
    app.run("migrate", "validate").succeeds();

    app.run("migrate", "rollback").failsWith(2);
    app.run("migrate", "rollback", "--to", "nowhere").failsWith(2, "nowhere");
  }

  @Test
  void inProductionItIsConfirmedByName() throws Exception {
    App production = app.with("ONEOFF_ENVIRONMENT", "production");
    TestPostgres.migrated(database, app, "production");
    production.run("migrate", "rollback", "--count", "1").failsWith(3, "--confirm production");
    assertThat(database.hasTable("order_lines")).isTrue();
    production.run("migrate", "rollback", "--count", "1", "--confirm", "production").succeeds();
    assertThat(database.hasTable("order_lines")).isFalse();
    production.run("migrate", "sync", "--count", "1").failsWith(3, "--confirm production");
    production.run("migrate", "sync", "--count", "1", "--confirm", "production").succeeds();
    production.run("migrate", "--check").succeeds();
  }
}
