package dev.oneoff.admin.migrate;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigratedDatasourcesTest {

  private static final String TWO = "dev/oneoff/admin/migrate/two.sql";

  private final List<String> said = new ArrayList<>();

  private static Settings settings(String... keysAndValues) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "quarkus.datasource.db-kind", "postgresql",
                "quarkus.liquibase.change-log", TWO,
                "quarkus.datasource.orders.db-kind", "postgresql",
                "quarkus.liquibase.orders.change-log", TWO,
                "quarkus.datasource.archive.db-kind", "postgresql"));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      all.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return TestDatabase.settingsOf(all);
  }

  private List<String> of(Settings settings) {
    return MigratedDatasources.of(settings, said::add).stream().map(Object::toString).toList();
  }

  @Test
  void theDefaultOneComesFirstAndThoseWithMigrationsFollow() {
    assertThat(of(settings())).containsExactly("default", "orders");
  }

  @Test
  void theDefaultOneIsThereWhereAnotherComesFirst() {
    assertThat(of(settings("oneoff.datasource", "orders"))).containsExactly("orders", "default");
  }

  @Test
  void aMisspeltNameIsNotForgotten() {
    assertThat(of(settings("oneoff.datasource", "ordres")))
        .containsExactly("ordres", "default", "orders");
  }

  @Test
  void aSettingThatNamesNoFilesMakesNoMigrations() {
    assertThat(
            of(
                settings(
                    "quarkus.liquibase.archive.migrate-at-start", "false",
                    "quarkus.flyway.archive.active", "false",
                    "quarkus.flyway.archive.baseline-on-migrate", "true")))
        .containsExactly("default", "orders");
  }

  @Test
  void aToolThatIsSwitchedOffMigratesNothing() {
    assertThat(of(settings("quarkus.liquibase.orders.active", "false"))).containsExactly("default");
  }

  @Test
  void anotherDatabaseSystemIsLeftOutAloud() {
    assertThat(of(settings("quarkus.datasource.orders.db-kind", "h2"))).containsExactly("default");
    assertThat(said)
        .containsExactly("The datasource orders is left out, because it is not PostgreSQL.");
  }

  @Test
  void whatIsForOneSchemaAsksWhich() {
    assertThatThrownBy(() -> MigratedDatasources.onlyOne(settings(), "--to and --count are"))
        .is(because(AdminException.Cause.USAGE))
        .hasMessageStartingWith("--to and --count are for one schema")
        .hasMessageEndingWith("default, orders.");
  }
}
