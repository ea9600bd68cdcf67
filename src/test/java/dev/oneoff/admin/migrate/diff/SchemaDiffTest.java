package dev.oneoff.admin.migrate.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each test changes the service's tables in a transaction and rolls it back. */
@QuarkusTest
class SchemaDiffTest {

  @Inject SchemaDiff diff;
  @Inject DataSource dataSource;

  @Test
  void theServicesEntitiesAndItsTablesAgree() throws Exception {
    assertThat(diff.find()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "drop table order_lines | order_lines | - | MISSING_TABLE | - | -",
        "create table strays (id int) | strays | - | EXTRA_TABLE | - | -",
        "alter table customers drop column phone | customers | phone | MISSING_COLUMN | text | -",
        "alter table customers add column shoe_size smallint | customers | shoe_size | EXTRA_COLUMN"
            + " | - | smallint",
        "alter table order_lines alter column quantity type bigint | order_lines | quantity |"
            + " DIFFERENT_TYPE | integer | bigint",
        "alter table order_lines alter column quantity drop not null | order_lines | quantity |"
            + " DIFFERENT_NULLABILITY | not null | null",
      })
  void aDifferenceIsFound(
      String sql,
      String table,
      String column,
      SchemaDiff.Kind kind,
      String entities,
      String inDatabase)
      throws Exception {
    assertThat(after(sql))
        .containsExactly(new SchemaDiff.Difference(table, column, kind, entities, inDatabase));
  }

  @ParameterizedTest
  @CsvSource({
    "alter table customers alter column name type text",
    "alter table customers alter column name type varchar(80)",
    "alter table customers alter column phone set not null",
    "create domain money_amount as numeric(12%2); alter table products alter column price type"
        + " money_amount",
    "create table admin_strays (id int)",
    "create table databasechangeloglock_ (id int); drop table databasechangeloglock_",
  })
  void equivalentTypesAreNotADifference(String sql) throws Exception {
    assertThat(after(sql.replace('%', ','))).isEmpty();
  }

  private List<SchemaDiff.Difference> after(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
        return diff.find(connection);
      } finally {
        connection.rollback();
      }
    }
  }
}
