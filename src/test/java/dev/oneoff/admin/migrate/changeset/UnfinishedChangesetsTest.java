package dev.oneoff.admin.migrate.changeset;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.parse.Parsed;
import dev.oneoff.admin.ledger.LedgerTables;
import dev.oneoff.admin.migrate.Migrations;
import dev.oneoff.admin.migrate.command.MigrateCommand;
import dev.oneoff.admin.migrate.command.MigrateRollbackCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A changeset and its record are one, and what is not one transaction goes on from its notes. */
class UnfinishedChangesetsTest {

  private static final String FIRST =
      """
      --liquibase formatted sql
      --changeset test:1
      create table big (id int, name text);
      --rollback drop table big;
      """;
  private static final String INDEX = "create index concurrently big_name on big (name)";
  private static final String OUTSIDE =
      FIRST
          + "--changeset test:2 runInTransaction:false\n"
          + "insert into big values (1, 'one');\n"
          + INDEX
          + ";\ninsert into big values (2, 'two');\n"
          + "--rollback delete from big where id = 2;\n"
          + "--rollback drop index concurrently big_name;\n"
          + "--rollback delete from big where id = 1;\n";

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path directory;
  private final TestConsole console = TestConsole.unattended();

  @BeforeEach
  void theToolkitsTables() throws Exception {
    LedgerTables.createAlone(database);
  }

  @Test
  void aChangeThatCannotBeRecordedIsRolledBack() throws Exception {
    changelog(FIRST + "--changeset test:2\ncreate table other (id int);\n");
    migrate("--count 1");
    database.execute("alter table databasechangelog add constraint only_one check (id <> '2')");

    assertThatThrownBy(() -> migrate(""))
        .is(because(Cause.FAILED))
        .hasMessageContaining("only_one")
        .hasMessageContaining("Nothing of this changeset was applied.");

    assertThat(database.query("select to_regclass('other')")).containsExactly((String) null);
    database.execute("alter table databasechangelog drop constraint only_one");
    migrate("");
    assertThat(recorded()).containsExactly("1", "2");
  }

  @Test
  void aFixedStatementRunsWithoutRepeatingTheEarlierOnes() throws Exception {
    changelog(OUTSIDE.replace("(2, 'two')", "(2, two)"));

    assertThatThrownBy(() -> migrate(""))
        .is(because(Cause.FAILED))
        .hasMessageContaining("the first 2 statements are done");

    assertThat(recorded()).containsExactly("1");
    changelog(OUTSIDE);
    migrate("");
    assertThat(console.talk()).contains("of which 2 of 3 statements are done");
    assertWhole();
  }

  @Test
  void aCorrectIndexIsNotBuiltAgain() throws Exception {
    killedInItsIndex(INDEX);

    migrate("");

    assertThat(console.talk()).contains("of which 2 of 3 statements are done");
    assertWhole();
  }

  @Test
  void aMissingIndexIsBuilt() throws Exception {
    killedInItsIndex("select");

    migrate("");

    assertThat(console.talk()).contains("of which 1 of 3 statements are done");
    assertWhole();
  }

  @Test
  void aDifferentIndexOfThatNameIsLeftToAPerson() throws Exception {
    killedInItsIndex("create index big_name on big (id)");

    assertThatThrownBy(() -> migrate(""))
        .is(because(Cause.REFUSED))
        .hasMessageContaining(
            "the index big_name is there, but as USING btree (id), and not as USING btree (name)")
        .hasMessageContaining("1 before it are done and 1 after it have not started")
        .hasMessageContaining("--in-doubt skip");
    assertThat(recorded()).containsExactly("1");

    migrate("--in-doubt skip");
    assertWhole();
  }

  @Test
  void aStatementThatEndsItsOwnTransactionsIsLeftToAPerson() throws Exception {
    String closed = FIRST + "--changeset test:2\ninsert into big values (1, 'one');\ncommit;\n";
    changelog(closed);
    migrate("--count 1");
    note(1, "insert into big values (1, 'one'); commit", false);

    assertThatThrownBy(() -> migrate(""))
        .is(because(Cause.REFUSED))
        .hasMessageContaining("cannot be seen");

    migrate("--in-doubt run");
    assertThat(recorded()).containsExactly("1", "2");
    assertThat(database.query("select count(*) from big")).containsExactly("1");
    assertThat(database.query("select count(*) from admin_changeset_step")).containsExactly("0");
  }

  @Test
  void aHalfRolledBackChangesetIsPendingAndIsRolledBackCompletely() throws Exception {
    changelog(OUTSIDE);
    migrate("");
    note(1, "delete from big where id = 2", true);
    note(2, "drop index concurrently big_name", true);
    database.execute(
        "update admin_changeset_step set ended_at = null where number = 2; delete from big where id"
            + " = 2; drop index big_name");
    assertThat(migrations().pending()).extracting(ChangesetStatus::id).containsExactly("2");

    run(MigrateRollbackCommand.class, "migrate rollback --count 1");

    assertThat(recorded()).containsExactly("1");
    assertThat(database.query("select count(*) from big")).containsExactly("0");
    migrate("");
    assertWhole();
  }

  private void killedInItsIndex(String then) throws Exception {
    changelog(OUTSIDE);
    migrate("--count 1");
    database.execute("insert into big values (1, 'one')");
    note(1, "insert into big values (1, 'one')", false);
    note(2, INDEX, false);
    database.execute("update admin_changeset_step set ended_at = null where number = 2");
    database.execute(then.replace("concurrently ", ""));
  }

  /** Writes it down as the process did that is gone. */
  private void note(int number, String statement, boolean back) throws Exception {
    String ended = number == 1 && statement.contains("commit") ? "null" : "now()";
    database.execute(
        "insert into admin_changeset_step (changelog, id, author, file, back, number, statement,"
            + " ended_at) select 'public.databasechangelog', '2', author, filename, "
            + back
            + ", "
            + number
            + ", '"
            + statement.replace("'", "''")
            + "', "
            + ended
            + " from databasechangelog where id = '1'");
  }

  private void assertWhole() throws Exception {
    assertThat(recorded()).containsExactly("1", "2");
    assertThat(database.query("select name from big order by id")).containsExactly("one", "two");
    assertThat(
            database.query(
                "select indisvalid from pg_index where indexrelid = 'big_name'::regclass"))
        .containsExactly("t");
    assertThat(database.query("select count(*) from admin_changeset_step")).containsExactly("0");
  }

  private List<String> recorded() throws Exception {
    return database.query("select id from databasechangelog order by orderexecuted");
  }

  private void changelog(String text) throws Exception {
    Files.writeString(directory.resolve("changelog.sql"), text);
  }

  private void migrate(String options) throws Exception {
    run(MigrateCommand.class, ("migrate " + options).strip());
  }

  private void run(Class<? extends DatabaseCommand> type, String line) throws Exception {
    Parsed.command(type, line.split(" ")).run(console.invocation(), database.database(settings()));
  }

  private Migrations migrations() throws Exception {
    return new Migrations(database.settings(settings()), database.dataSource());
  }

  private String[] settings() {
    return new String[] {
      "quarkus.liquibase.change-log",
      "filesystem:" + directory.resolve("changelog.sql"),
      "oneoff.environment",
      "test"
    };
  }
}
