package dev.oneoff.admin.doctor.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.Findings;
import dev.oneoff.TestDatabase;
import dev.oneoff.admin.ledger.LedgerTables;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TableChecksTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void aTableWithoutAPrimaryKeyIsFoundButNotLiquibases() throws Exception {
    LedgerTables.create(database);
    database.execute("drop table one, two; create table good (id bigint primary key)");
    assertThat(Findings.of(new PrimaryKeysCheck(), database)).isEmpty();

    database.execute("create table \"Stray rows\" (id bigint)");

    assertThat(Findings.of(new PrimaryKeysCheck(), database))
        .containsExactly("warning: The table \"Stray rows\" has no primary key.");
  }

  @Test
  void aPartitionedTableIsFoundOnlyOnce() throws Exception {
    database.execute(
        "create table events (at date) partition by range (at);create table events_2026 partition"
            + " of events for values from ('2026-01-01') to ('2027-01-01')");

    assertThat(Findings.of(new PrimaryKeysCheck(), database))
        .containsExactly("warning: The table events has no primary key.");
  }

  @Test
  void aForeignKeyWithoutAnIndexIsFound() throws Exception {
    database.execute(
        "create table parents (a int, b int, primary key (a, b));"
            + "create table children (id int primary key, x int, y int,"
            + " constraint children_parent foreign key (x, y) references parents (a, b));"
            // Begins with another column, holds some rows only.
            + "create index on children (id, x, y);"
            + "create index on children (x, y) where x > 0");

    assertThat(Findings.of(new ForeignKeyIndexesCheck(), database))
        .containsExactly(
            "warning: The foreign key children_parent of children has no index:"
                + " each delete in parents reads the whole table.");
  }

  @Test
  void anIndexOnTheSameColumnsInAnotherOrderServesAForeignKey() throws Exception {
    LedgerTables.create(database);
    database.execute(
        "create table parents (a int, b int, primary key (a, b));"
            + "create table children (id int primary key, x int, y int,"
            + " foreign key (x, y) references parents (a, b));"
            + "create index on children (y, x, id)");

    assertThat(Findings.of(new ForeignKeyIndexesCheck(), database)).isEmpty();
  }

  @Test
  void aLargeUnusedIndexIsFound() throws Exception {
    database.execute(
        "create table parents (id int primary key);create table words (id int primary key, word"
            + " text unique, parent int references parents, kind text);create index words_kind on"
            + " words (kind); create index words_parent on words (parent)");

    assertThat(Findings.of(new UnusedIndexesCheck(0), database))
        .containsExactly(
            "info: No query has used the index words_kind on words (8192 bytes) here.");
    assertThat(Findings.of(new UnusedIndexesCheck(), database)).isEmpty();
  }

  @Test
  void unusedIndexesAreNotJudgedSoonAfterAReset() throws Exception {
    database.execute("create table words (id int primary key, kind text)");
    database.execute("create index words_kind on words (kind)");
    database.execute("select pg_stat_reset()");

    List<String> findings = Findings.of(new UnusedIndexesCheck(0), database);

    assertThat(findings).singleElement().asString().startsWith("unseen: The statistics were reset");
  }

  @Test
  void aSequenceNearItsEndIsFound() throws Exception {
    database.execute("create sequence young; create sequence old maxvalue 1000");
    database.execute("select setval('young', 100000), setval('old', 740)");
    assertThat(Findings.of(new SequencesCheck(), database)).isEmpty();

    database.execute("select setval('old', 800)");
    assertThat(Findings.of(new SequencesCheck(), database))
        .containsExactly("warning: The sequence old has used 80% of its numbers.");

    database.execute("select setval('old', 950)");
    assertThat(Findings.of(new SequencesCheck(), database))
        .containsExactly("error: The sequence old has used 95% of its numbers.");
  }

  @Test
  void aColumnSmallerThanItsSequenceIsFound() throws Exception {
    database.execute("create table rooms (id smallserial primary key)");
    database.execute("alter sequence rooms_id_seq as bigint maxvalue 9223372036854775807");
    database.execute("select setval('rooms_id_seq', 32000)");

    assertThat(Findings.of(new SequencesCheck(), database))
        .containsExactly("error: The sequence rooms_id_seq has used 98% of its numbers.");
  }

  @Test
  void descendingAndCyclingSequencesAreJudgedByTheirOwnEnd() throws Exception {
    database.execute("create sequence down increment -1 minvalue -100 maxvalue -1");
    database.execute("create sequence round maxvalue 10 cycle");
    database.execute("select setval('down', -95), setval('round', 10)");

    assertThat(Findings.of(new SequencesCheck(), database))
        .containsExactly("error: The sequence down has used 95% of its numbers.");
  }
}
