package dev.oneoff.admin.migrate.state;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.Precondition;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.ledger.LedgerTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SchemaPreconditionTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void aSchemaThatIsBehindIsRefusedWithAdvice() throws Exception {
    LedgerTables.create(database);

    assertThatThrownBy(() -> require("three.sql"))
        .is(because(Cause.REFUSED))
        .hasMessage(
            "Nothing was started, because the schema is behind this release: 3 changesets pending."
                + " Run 'migrate' first.");
  }

  @Test
  void aSchemaThatIsCurrentOrAheadIsFine() throws Exception {
    LedgerTables.create(database);

    assertThatCode(() -> require("two.sql")).doesNotThrowAnyException();
    database.execute(
        "insert into databasechangelog select 'later', author, filename, dateexecuted,"
            + " orderexecuted + 9, exectype, md5sum from databasechangelog where id = 'two'");
    assertThatCode(() -> require("two.sql")).doesNotThrowAnyException();
  }

  private void require(String changelog) throws Exception {
    Settings settings =
        database.settings("quarkus.liquibase.change-log", "dev/oneoff/admin/migrate/" + changelog);
    Precondition.requireAll(database.dataSource(), settings);
  }
}
