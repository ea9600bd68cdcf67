package dev.oneoff.admin.migrate.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.Findings;
import dev.oneoff.TestDatabase;
import dev.oneoff.ToolkitChangesets;
import dev.oneoff.admin.Check;
import dev.oneoff.admin.ledger.LedgerTables;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SchemaChecksTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void aSchemaThatIsPendingIsFound() throws Exception {
    assertThat(find(new SchemaCheck()))
        .containsExactly(
            "error: The schema is behind this release by "
                + ChangesetStatus.count(ToolkitChangesets.and(2))
                + ".");

    LedgerTables.create(database);

    assertThat(find(new SchemaCheck())).isEmpty();
  }

  @Test
  void aSchemaThatIsAheadIsFound() throws Exception {
    LedgerTables.create(database);
    database.execute(
        "insert into databasechangelog select 'later', author, filename, dateexecuted,"
            + " orderexecuted + 9, exectype, md5sum from databasechangelog where id = 'two'");

    assertThat(find(new SchemaCheck()))
        .containsExactly("info: The schema is ahead of this release by 1 changeset.");
  }

  @Test
  void anIndexThatAKilledBuildLeftBehindIsFound() throws Exception {
    database.execute("create table words (word text); create index words_word on words (word)");
    assertThat(find(new InvalidIndexesCheck())).isEmpty();

    database.execute(
        "update pg_index set indisvalid = false where indexrelid = 'words_word'::regclass");

    assertThat(find(new InvalidIndexesCheck()))
        .containsExactly("error: The index words_word is invalid: no query uses it.");
  }

  private List<String> find(Check check) throws Exception {
    return Findings.of(
        check, database, "quarkus.liquibase.change-log", "dev/oneoff/admin/migrate/two.sql");
  }
}
