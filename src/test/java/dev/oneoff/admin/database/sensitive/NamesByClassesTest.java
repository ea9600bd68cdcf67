package dev.oneoff.admin.database.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesByClassesTest {

  @Test
  void withoutSettingsTheClassesSayIt() {
    assertThat(NamesByClasses.alone(TestDatabase.settingsOf(Map.of()))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "quarkus.hibernate-orm.physical-naming-strategy, org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl, true",
    "quarkus.hibernate-orm.physical-naming-strategy, com.example.Prefixes, false",
    "quarkus.hibernate-orm.\"stock\".implicit-naming-strategy, com.example.Suffixes, false",
    "quarkus.hibernate-orm.implicit-naming-strategy, org.hibernate.boot.model.naming.ImplicitNamingStrategyComponentPathImpl, false",
    "quarkus.hibernate-orm.unsupported-properties.\"hibernate.physical_naming_strategy\", com.example.Prefixes, false",
    "quarkus.hibernate-orm.mapping-files, META-INF/customers.xml, false",
    "quarkus.hibernate-orm.mapping-files, no-file, true",
    "quarkus.hibernate-orm.log.sql, true, true",
  })
  void aStrategyOfItsOwnAndXmlCanChangeThem(String key, String value, boolean alone) {
    assertThat(NamesByClasses.alone(TestDatabase.settingsOf(Map.of(key, value)))).isEqualTo(alone);
  }
}
