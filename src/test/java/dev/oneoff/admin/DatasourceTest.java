package dev.oneoff.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DatasourceTest {

  @Test
  void aDatasourceIsRecognisedByAnyOfItsSettings() {
    assertThat(
            Datasource.names(
                Set.of(
                    "quarkus.datasource.archive.db-kind",
                    "quarkus.datasource.\"archive\".jdbc.url",
                    "quarkus.datasource.\"a.b\".db-kind",
                    "quarkus.datasource.\"User Group\".db-version",
                    "quarkus.datasource.plain.jdbc.max-size")))
        .containsExactly("User Group", "a.b", "archive", "plain");
  }

  @Test
  void theDefaultOneHasNoName() {
    assertThat(
            Datasource.names(
                Set.of(
                    "quarkus.datasource.db-kind",
                    "quarkus.datasource.jdbc.url",
                    "quarkus.datasource.jdbc.additional-jdbc-properties.logServerErrorDetail",
                    "quarkus.datasource.devservices.enabled",
                    "quarkus.datasource.username",
                    "quarkus.hibernate-orm.archive.datasource")))
        .isEmpty();
  }

  @Test
  void aSettingOfTheDefaultOneIsReadAsItsOwn() {
    Settings settings =
        of(
            "orders",
            Map.of(
                "quarkus.datasource.jdbc.url", "the default one's",
                "quarkus.datasource.orders.jdbc.url", "its own",
                "quarkus.liquibase.\"orders\".change-log", "db/orders.sql",
                "quarkus.http.port", "8080"));

    assertThat(settings.text("quarkus.datasource.jdbc.url")).contains("its own");
    assertThat(settings.text("quarkus.liquibase.change-log")).contains("db/orders.sql");
    assertThat(settings.text("quarkus.datasource.username")).isEmpty();
    assertThat(settings.text("quarkus.http.port")).contains("8080");
    assertThat(settings.of(Datasource.DEFAULT).text("quarkus.datasource.jdbc.url"))
        .contains("the default one's");
  }

  @Test
  void aNameWithADotIsAlwaysQuoted() {
    Settings settings = of("a.b", Map.of("quarkus.datasource.\"a.b\".username", "ann"));

    assertThat(settings.text("quarkus.datasource.username")).contains("ann");
    assertThat(settings.written("quarkus.datasource.password"))
        .isEqualTo("quarkus.datasource.\"a.b\".password");
  }

  @Test
  void settingsBelowANameAreThoseOfOneDatasource() {
    Settings settings =
        of(
            "orders",
            Map.of(
                "quarkus.flyway.placeholders.of", "the default one",
                "quarkus.flyway.orders.placeholders.table", "orders",
                "quarkus.flyway.\"orders\".placeholders.\"a.b\"", "both"));

    assertThat(settings.below("quarkus.flyway.placeholders."))
        .containsOnlyKeys("table", "a.b")
        .allSatisfy((name, key) -> assertThat(settings.text(key)).isPresent());
    assertThat(settings.below("quarkus.flyway.")).hasSize(2);
    assertThat(settings.of(Datasource.named("other")).below("quarkus.flyway.")).isEmpty();
  }

  @Test
  void theDefaultOneIsThereWithoutASettingUnlessAnotherHasOne() {
    assertThat(Datasource.DEFAULT.in(Set.of("quarkus.http.port"))).isTrue();
    assertThat(Datasource.DEFAULT.in(Set.of("quarkus.datasource.orders.db-kind"))).isFalse();
    assertThat(
            Datasource.DEFAULT.in(
                Set.of("quarkus.datasource.orders.db-kind", "quarkus.datasource.jdbc.url")))
        .isTrue();
    assertThat(Datasource.named("orders").in(Set.of("quarkus.datasource.orders.db-kind"))).isTrue();
    assertThat(Datasource.named("orders").in(Set.of("quarkus.datasource.jdbc.url"))).isFalse();
  }

  @Test
  void theLoginOfDevServicesIsNotADatasource() {
    assertThat(Datasource.names(Set.of("quarkus.datasource.devservices.username"))).isEmpty();
    assertThat(Datasource.names(Set.of("quarkus.datasource.reports.username")))
        .containsExactly("reports");
  }

  @Test
  void aCommandToTypeWorksOnWhatThisOneWorksOn() {
    assertThat(Datasource.command("runs resume 12")).isEqualTo("'runs resume 12'");
    try {
      Datasource.choose(Optional.of(Datasource.named("reports")));
      assertThat(Datasource.command("runs resume 12"))
          .isEqualTo("'runs resume 12 --datasource reports'");
    } finally {
      Datasource.choose(Optional.empty());
    }
  }

  @Test
  void aServersSettingIsReadHoweverItIsWritten() {
    Settings settings =
        of(
            "reports",
            Map.of(
                "quarkus.flyway.\"reports\".baseline-on-migrate", "yes",
                "quarkus.flyway.baseline-on-migrate", "no"));

    assertThat(settings.flagOfServer("quarkus.flyway.baseline-on-migrate", false)).isTrue();
    assertThat(
            settings
                .of(Datasource.DEFAULT)
                .flagOfServer("quarkus.flyway.baseline-on-migrate", true))
        .isFalse();
  }

  @Test
  void theAddressIsCalledByTheSettingThatHasIt() {
    Settings reports = of("reports", Map.of("quarkus.http.port", "1"));

    assertThat(reports.address()).isEqualTo("quarkus.datasource.reports.jdbc.url");
    assertThat(reports.of(Datasource.DEFAULT).address()).isEqualTo("DATABASE_URL");
    assertThat(reports.of(Datasource.DEFAULT).directAddress()).isEqualTo("DATABASE_DIRECT_URL");
  }

  @Test
  void aSettingNamesTheOneThatCommandsWorkOn() {
    Settings settings =
        new Settings(
            new SmallRyeConfigBuilder()
                .withSources(
                    new PropertiesConfigSource(
                        Map.of(
                            "oneoff.datasource", "orders",
                            "quarkus.datasource.orders.jdbc.url", "its own"),
                        "a file",
                        250))
                .build());

    assertThat(settings.text("quarkus.datasource.jdbc.url")).contains("its own");
  }

  private static Settings of(String datasource, Map<String, String> settings) {
    return new Settings(
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(settings, "a file", 250))
            .build(),
        Datasource.named(datasource));
  }
}
