package dev.oneoff.admin.migrate.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.Findings;
import dev.oneoff.TestDatabase;
import dev.oneoff.admin.database.OneConnection;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Each test changes the service's tables in a transaction and rolls it back. */
@QuarkusTest
class EntitiesCheckTest {

  @Inject SchemaDiff diff;
  @Inject DataSource dataSource;

  @Test
  void tablesThatFitTheEntitiesAreFine() throws Exception {
    assertThat(after("select 1")).isEmpty();
  }

  @Test
  void aMissingColumnIsAnErrorAndADifferentOneAWarning() throws Exception {
    assertThat(
            after(
                "alter table customers drop column phone;"
                    + "alter table order_lines alter column quantity type bigint"))
        .containsExactlyInAnyOrder(
            "error: customers.phone: missing column.",
            "warning: order_lines.quantity: different type, integer in the entity and bigint in the"
                + " table.");
  }

  @Test
  void extraColumnsAreFine() throws Exception {
    assertThat(
            after("create table strays (id int); alter table customers add column shoe_size int"))
        .isEmpty();
  }

  private List<String> after(String sql) throws Exception {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
        return Findings.of(
            new EntitiesCheck(diff),
            OneConnection.of(connection),
            TestDatabase.settingsOf(Map.of()));
      } finally {
        connection.rollback();
      }
    }
  }
}
