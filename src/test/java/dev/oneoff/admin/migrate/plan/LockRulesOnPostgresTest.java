package dev.oneoff.admin.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.migrate.plan.TableLock.Level;
import dev.oneoff.admin.migrate.plan.TableLock.Rewrite;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each form of a statement on a real PostgreSQL: which lock does it really take, on which tables,
 * and is the table written anew? A rule that is right by the manual and wrong here is wrong.
 */
class LockRulesOnPostgresTest {

  private static final TestDatabase DATABASE = new TestDatabase();

  private static final String TABLES =
      """
      create table o (id int primary key);
      create table t (id int primary key, a int, b text, c varchar(10), d int not null default 1,
        o_id int constraint fk references o, constraint positive check (a > 0) not valid);
      insert into t (id, a) select i, i from generate_series(1, 10) i;
      create index i on t (a);
      create unique index ui on t (d, id);
      create table child (id int, t_id int references t);
      create table plain (id int, a int);
      create unlogged table ul (id int);
      create table gt (id int, x int generated always as (id + 1) stored, y int generated always as identity);
      create table p (id int) partition by list (id);
      create table p1 partition of p for values in (1);
      create materialized view v as select 1 as id;
      create unique index vi on v (id);
      create function f() returns trigger language plpgsql as $$ begin return new; end $$;
      create trigger g before insert on t for each row execute function f();
      create schema s;
      """;

  @BeforeAll
  static void create() throws SQLException {
    DATABASE.create();
    DATABASE.execute(TABLES);
  }

  @AfterAll
  static void drop() {
    DATABASE.drop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table n (id int, o_id int references o)",
        "create table n (id int)",
        "create table p2 partition of p for values in (2)",
        "create sequence n",
        "create index n on t (b)",
        "create unique index if not exists n on only t using btree (lower(b))",
        "drop index i",
        "drop table plain",
        "drop table plain, ul",
        "drop table child",
        "alter table t drop constraint fk",
        "alter table t drop column if exists o_id",
        "truncate plain",
        "insert into plain values (1)",
        "update only plain set a = 1",
        "delete from plain where a = 1",
        "merge into plain using o on plain.id = o.id when matched then delete",
        "create trigger n after insert on t for each row execute function f()",
        "create or replace trigger g after insert on t for each row execute function f()",
        "create statistics n on a, b from t",
        "comment on table t is 'x'",
        "comment on index i is 'x'",
        "comment on column t.a is 'x'",
        "comment on materialized view v is 'x'",
        "analyze t",
        "analyze verbose t (a, b)",
        "cluster t using i",
        "refresh materialized view v",
        "refresh materialized view v with no data",
        "refresh materialized view concurrently v",
        "reindex index i",
        "alter index i rename to j",
        "alter table t alter column a set statistics 100",
        "alter table t alter a set (n_distinct = 5)",
        "alter table t alter a reset (n_distinct)",
        "alter table t validate constraint positive",
        "alter table t cluster on i",
        "alter table t set without cluster",
        "alter table t set (fillfactor = 70)",
        "alter table t set (autovacuum_enabled = false, parallel_workers = 2,"
            + " toast.autovacuum_enabled = false)",
        "alter table t set (toast_tuple_target = 256)",
        "alter table t disable trigger g",
        "alter table t enable replica trigger g",
        "alter table t enable always trigger g",
        "alter table t disable trigger user",
        "alter table plain add constraint n foreign key (a) references o (id)",
        "alter table plain add foreign key (a) references o (id) not valid",
        "alter table plain add column n int references o",
        "alter table t add column n int",
        "alter table t add column if not exists n int not null default 5",
        "alter table t add n text default 'x'",
        "alter table t add column n timestamptz default now()",
        "alter table t add column n timestamp default current_timestamp",
        "alter table t add column n uuid default gen_random_uuid()",
        "alter table t add column n double precision default random()",
        "alter table t add column n timestamptz default clock_timestamp()",
        "alter table t add column n bigserial",
        "alter table t add column n serial",
        "alter table t add column n int generated by default as identity",
        "alter table t add column n int generated always as (a + 1) stored",
        "alter table plain add column n int primary key",
        "alter table t add column n int unique",
        "alter table t add column n int check (n > 0)",
        "alter table plain add primary key (id)",
        "alter table t add constraint n unique (b)",
        "alter table t add constraint n unique using index ui",
        "alter table t add constraint n check (a < 100)",
        "alter table t add constraint n check (a < 100) not valid",
        "alter table t add constraint n exclude (a with =)",
        "alter table t add constraint n not null a",
        "alter table t drop column b",
        "alter table t drop column if exists b cascade",
        "alter table t alter column a type bigint",
        "alter table plain alter a set data type text",
        "alter table t alter column c type varchar(20)",
        "alter table t alter column c type varchar(5)",
        "alter table t alter column c type text",
        "alter table t alter column a type int using a + 1",
        "alter table t alter column a set not null",
        "alter table t alter column d drop not null",
        "alter table t alter column d drop default",
        "alter table t alter column d set default 2",
        "alter table t alter column b set storage external",
        "alter table t alter column b set compression pglz",
        "alter table gt alter column x drop expression",
        "alter table gt alter column x set expression as (id + 2)",
        "alter table gt alter column y drop identity",
        "alter table gt alter column y set generated by default",
        "alter table t alter constraint fk deferrable",
        "alter table t drop constraint positive",
        "alter table t rename to n",
        "alter table t rename column a to n",
        "alter table t rename constraint positive to n",
        "alter table t owner to current_user",
        "alter table t set schema s",
        "alter table t replica identity full",
        "alter table t enable row level security",
        "alter table t force row level security",
        "alter table ul set logged",
        "alter table plain set unlogged",
        "alter table t alter column a set statistics 1, disable trigger g",
        "alter table t add constraint n check (a in (1, 2)) not valid, alter a type bigint",
      })
  void aStatementLocksWhatItsRuleSays(String sql) throws Exception {
    List<TableLock> rules = rules(sql);
    try (Connection connection = DATABASE.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      Map<String, Long> files = files(statement);
      Map<Long, String> names = names(statement, rules);
      statement.execute(sql);
      Map<String, Level> taken = taken(connection, pid(connection), names);
      Set<String> written = written(statement, files, names);
      connection.rollback();

      // Where a rule is about an index, its table is locked no more than that.
      if (levels(rules).containsKey("i")
          && taken.getOrDefault("t", Level.NONE).compareTo(levels(rules).get("i")) <= 0) {
        taken.remove("t");
      }
      assertThat(taken).as("locks of: %s", sql).containsExactlyInAnyOrderEntriesOf(levels(rules));
      for (TableLock rule : rules) {
        // Truncating and reindexing write a file too, but none with the table's rows.
        if (rule.table() != null
            && rule.rewrite() != Rewrite.POSSIBLE
            && !sql.matches("(?:truncate|reindex) .*")) {
          assertThat(written.contains(rule.table()))
              .as("the table is written anew by: %s", sql)
              .isEqualTo(rule.rewrite() == Rewrite.YES);
        }
      }
    }
  }

  /** The table itself is only kept from writers, but whoever reads it wants its indexes too. */
  @Test
  void reindexingATableLocksItsIndexes() throws Exception {
    assertThat(levels(rules("reindex table t")))
        .containsExactly(Map.entry("t", Level.ACCESS_EXCLUSIVE));
    try (Connection connection = DATABASE.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      Map<Long, String> names = names(statement, List.of(TableLock.of("i", Level.NONE)));
      statement.execute("reindex table t");
      assertThat(taken(connection, pid(connection), names))
          .containsOnly(Map.entry("t", Level.SHARE), Map.entry("i", Level.ACCESS_EXCLUSIVE));
      connection.rollback();
    }
  }

  /** They show what they want while somebody else has the table for himself. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "create index concurrently n on t (b)",
        "create unique index concurrently if not exists n on t (b)",
        "vacuum t",
        "vacuum full t",
        "reindex table concurrently t",
      })
  void aStatementThatNeedsItsOwnTransactionsWaitsForThatLock(String sql) throws Exception {
    try (Connection holder = DATABASE.connect();
        Connection connection = DATABASE.connect();
        Statement statement = connection.createStatement();
        Statement lock = holder.createStatement()) {
      int pid = pid(connection);
      Map<Long, String> names = names(lock, rules(sql));
      holder.setAutoCommit(false);
      lock.execute("lock table t in share update exclusive mode");
      CompletableFuture<Void> running =
          CompletableFuture.runAsync(
              () -> {
                try {
                  statement.execute(sql);
                } catch (SQLException e) {
                  throw new AssertionError(e);
                }
              });
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> running.isDone() || !taken(holder, pid, names).isEmpty());
      Map<String, Level> wanted = taken(holder, pid, names);
      holder.rollback();
      running.join();
      statement.execute("drop index if exists n");

      assertThat(wanted).as(sql).containsExactlyInAnyOrderEntriesOf(levels(rules(sql)));
    }
  }

  private static List<TableLock> rules(String sql) throws SQLException {
    List<TableLock> rules;
    try (Connection connection = DATABASE.connect()) {
      rules =
          new MigrationPlan(connection, Optional.empty())
              .locks(StatementText.statements(sql).get(0));
    }
    assertThat(rules)
        .as("rule of: %s", sql)
        .extracting(TableLock::level)
        .doesNotContain(Level.UNKNOWN);
    return rules;
  }

  private static Map<String, Level> levels(List<TableLock> rules) {
    Map<String, Level> levels = new TreeMap<>();
    rules.stream()
        .filter(rule -> rule.table() != null)
        .forEach(rule -> levels.put(rule.table(), rule.level()));
    return levels;
  }

  private static int pid(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  /** The tables, whatever becomes of their names, and an index where the rule is about one. */
  private static Map<Long, String> names(Statement statement, List<TableLock> rules)
      throws SQLException {
    Set<String> named = levels(rules).keySet();
    Map<Long, String> names = new TreeMap<>();
    try (ResultSet rows =
        statement.executeQuery(
            "select oid, relname, relkind in ('i', 'I', 'S') from pg_class where relnamespace ="
                + " 'public'::regnamespace")) {
      while (rows.next()) {
        if (!rows.getBoolean(3) || named.contains(rows.getString(2))) {
          names.put(rows.getLong(1), rows.getString(2));
        }
      }
    }
    return names;
  }

  /** The strongest that each has or waits for, without what no migration would notice. */
  private static Map<String, Level> taken(Connection connection, int pid, Map<Long, String> names)
      throws SQLException {
    Map<String, Level> taken = new TreeMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select relation, mode from pg_locks where locktype = 'relation' and pid = ?")) {
      query.setInt(1, pid);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          String name = names.get(rows.getLong(1));
          Level level = level(rows.getString(2));
          if (name != null && !EnumSet.of(Level.ACCESS_SHARE, Level.ROW_SHARE).contains(level)) {
            taken.merge(name, level, (a, b) -> a.compareTo(b) >= 0 ? a : b);
          }
        }
      }
    }
    return taken;
  }

  /** {@code ShareRowExclusiveLock} as the manual writes it. */
  private static Level level(String mode) {
    return Level.valueOf(
        mode.replaceAll("Lock$", "")
            .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
            .toUpperCase(Locale.ROOT));
  }

  private static Map<String, Long> files(Statement statement) throws SQLException {
    Map<String, Long> files = new TreeMap<>();
    try (ResultSet rows =
        statement.executeQuery(
            "select oid, pg_relation_filenode(oid) from pg_class"
                + " where relnamespace in ('public'::regnamespace, 's'::regnamespace)")) {
      while (rows.next()) {
        files.put(rows.getString(1), rows.getLong(2));
      }
    }
    return files;
  }

  private static Set<String> written(
      Statement statement, Map<String, Long> before, Map<Long, String> names) throws SQLException {
    Set<String> written = new java.util.TreeSet<>();
    Map<String, Long> after = files(statement);
    before.forEach(
        (oid, file) -> {
          String name = names.get(Long.valueOf(oid));
          if (name != null && after.containsKey(oid) && !after.get(oid).equals(file)) {
            written.add(name);
          }
        });
    return written;
  }
}
