package dev.oneoff.admin.database.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamedPoolExtensionTest {

  @Test
  void aDatasourceIsRecognisedByAnyOfItsSettings() {
    assertThat(
            NamedPoolExtension.names(
                List.of(
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
            NamedPoolExtension.names(
                List.of(
                    "quarkus.datasource.db-kind",
                    "quarkus.datasource.jdbc.url",
                    "quarkus.datasource.jdbc.additional-jdbc-properties.logServerErrorDetail",
                    "quarkus.datasource.devservices.enabled",
                    "quarkus.datasource.username",
                    "quarkus.hibernate-orm.archive.datasource")))
        .isEmpty();
  }
}
