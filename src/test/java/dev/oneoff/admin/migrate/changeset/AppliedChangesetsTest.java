package dev.oneoff.admin.migrate.changeset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.TestDatabase;
import java.sql.Connection;
import liquibase.changelog.RanChangeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AppliedChangesetsTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void withoutATableNothingHasRunAndNoneIsCreated() throws Exception {
    assertThat(read().all()).isEmpty();
    assertThat(database.query("select 1 from pg_tables where schemaname = 'public'")).isEmpty();
  }

  @Test
  void theyAreListedInTheOrderTheyRan() throws Exception {
    table();
    database.execute(
        """
        insert into databasechangelog values
          ('b', 't', 'f.sql', '2026-01-01', 2, 'EXECUTED', '9:1'),
          ('c', 't', 'f.sql', '2026-02-01', 3, 'MARK_RAN', null),
          ('a', 't', 'f.sql', '2026-01-01', 1, 'RERAN', '9:2')
        """);

    assertThat(read().all()).extracting(RanChangeSet::getId).containsExactly("a", "b", "c");
    assertThat(read().all()).last().extracting(RanChangeSet::getLastCheckSum).isNull();
  }

  private AppliedChangesets read() throws Exception {
    try (Connection connection = database.connect()) {
      return AppliedChangesets.read(connection, "public.databasechangelog");
    }
  }

  private void table() throws Exception {
    database.execute(
        """
        create table databasechangelog (
          id text, author text, filename text, dateexecuted timestamp, orderexecuted int,
          exectype text, md5sum text, tag text)
        """);
  }
}
