package dev.oneoff.admin.transfer.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.TestDatabase;
import dev.oneoff.ToolkitChangesets;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServiceTablesTest {

  @RegisterExtension private final TestDatabase database = new TestDatabase();

  @BeforeEach
  void makeTheToolkitsTables() throws Exception {
    ToolkitChangesets.makeTables(database);
  }

  @Test
  void theToolkitsTablesAndSequencesAreNotTheServices() throws Exception {
    // Made while a file is imported.
    database.execute("create table admin_import_42 (oneoff_line bigint)");
    assertThat(tables()).isEmpty();
    assertThat(sequences()).isEmpty();
  }

  @Test
  void aServiceTableWithASimilarNameIsIncluded() throws Exception {
    database.execute("create table admin_runner (id bigserial); create table administrators ()");
    assertThat(tables()).containsExactlyInAnyOrder("public.admin_runner", "public.administrators");
    assertThat(sequences()).containsExactly("admin_runner_id_seq");
  }

  private List<String> tables() throws Exception {
    try (Connection connection = database.connect()) {
      return new ServiceTables(connection, database.settings(), List.of())
          .tables().stream().map(ServiceTables.Table::toString).toList();
    }
  }

  private List<String> sequences() throws Exception {
    try (Connection connection = database.connect()) {
      return new ServiceTables(connection, database.settings(), List.of())
          .sequences().stream().map(ServiceTables.Sequence::name).toList();
    }
  }
}
