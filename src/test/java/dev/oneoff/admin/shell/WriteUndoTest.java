package dev.oneoff.admin.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.shell.kept.WrittenTable;
import dev.oneoff.admin.shell.kept.WrittenTables;
import dev.oneoff.admin.shell.undo.RestorableTable;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code :undo}: rows are what they were before the last write, or nothing is done. */
@QuarkusTest
class WriteUndoTest {

  private static final String FIVE = "id between 7400000 and 7400009";
  private static final String POOL = "bean(javax.sql.DataSource.class).getConnection()";
  private static final String NEW =
      "insert into customers (id, name, email, signed_up_on) values (7400007, 'N',"
          + " 'n@back.example', '2026-01-01')";

  private Connection aside;
  private TestShell shell;

  @BeforeEach
  void fiveCustomers() throws Exception {
    aside = TestShell.database().connect();
    execute(
        "insert into customers (id, name, email, signed_up_on) select 7400000 + i,"
            + " E'C \"(),\\\\' || i, 'e' || i || '@back.example', '2026-01-01'"
            + " from generate_series(0, 4) i;"
            + "insert into orders (id, customer_id, status, placed_at, updated_at, version)"
            + " values (7400001, 7400001, 'PLACED', now(), now(), 3)");
    shell = TestShell.writing();
  }

  @AfterEach
  void noneOfThem() throws Exception {
    shell.close();
    execute(
        "drop schema if exists odd_one cascade; drop table if exists odd_one cascade;"
            + "drop trigger if exists odd on customers; drop function if exists odd();"
            + "delete from orders where id = 7400001; delete from customers where "
            + FIVE);
    aside.close();
  }

  @Test
  void theLastWriteIsUndoneWhoeverWroteIt() throws Exception {
    String before = rows();
    for (String write :
        List.of(
            "sql(\"update customers set phone = '1', name = ? where " + FIVE + "\", \"x\")",
            "sql(\"delete from customers where id = 7400002 returning id, email\")",
            "sql(\"" + NEW + "\")",
            "sql(\"" + NEW + " returning id\")",
            "sql(\"update customers set id = 7400008 where id = 7400003\")",
            "sql(\"insert into customers as c (id, name, email, signed_up_on) select id + 1, name,"
                + " 'x' || email, signed_up_on from customers where "
                + FIVE
                + " on conflict (id) do update set name = 'old'\")",
            "sql(\"merge into customers c using (select 7400002 i) s on c.id in (s.i, s.i + 1) when"
                + " matched and id = s.i then delete when matched then update set name = 'm'\")",
            "tx(() -> Customer.update(\"phone = '1' where " + FIVE + "\"))",
            "tx(() -> em.createQuery(\"delete Customer where id = 7400004\").executeUpdate())",
            "tx(() -> { Order o = Order.findById(7400001L); o.status = OrderStatus.PAID; })",
            "tx(() -> { for (int i = 0; i < 3; i++) { Customer c = Customer.findById(7400002L);"
                + " c.phone = \"\" + i; Customer.flush(); } })",
            "for (int i = 0; i < 3; i++) { int n = i; tx(() -> { Customer c = Customer.findById("
                + "7400002L); c.phone = \"\" + n; }); }",
            "tx(() -> { Customer c = Customer.findById(7400004L); c.delete(); })",
            "tx(() -> { try (var c = "
                + POOL
                + "; var s = c.createStatement()) {"
                + " s.executeUpdate(\"update customers set phone = '1' where "
                + FIVE
                + "\"); } })")) {
      assertThat(shell.run(write)).as(write).doesNotContain("failed", "tried", "refused");
      assertThat(rows()).as(write).isNotEqualTo(before);
      assertThat(shell.typed(":undo\r"))
          .as(write)
          .startsWith("Undone: " + write.substring(0, Math.min(write.length(), 60)))
          .matches("(?s)[^\n]*\n(customers|orders): [1-9].*")
          .doesNotContain("@back.example", "Nothing was undone");
      assertThat(rows()).as(write).isEqualTo(before);
    }
  }

  @Test
  void eachUndoGoesOneWriteBackAndReadsDoNotCount() throws Exception {
    String before = rows();
    shell.run("sql(\"update customers set phone = '1' where " + FIVE + "\")");
    String between = rows();
    shell.run("sql(\"update customers set phone = '2' where " + FIVE + "\")");
    shell.run("Customer.count()");
    // As the pool asks of what has waited in it for two minutes.
    assertThat(
            shell.run("boolean valid; try (var c = " + POOL + ") { valid = c.isValid(1); } valid"))
        .contains("true");
    shell.typed(":undo\r");
    assertThat(rows()).isEqualTo(between);
    shell.session().window().close();
    assertThat(shell.typed(":undo\r")).contains("this shell is read-only");
    assertThat(shell.typed(":write 5m \"more\"\r:undo\r:undo\r"))
        .contains("customers: 5 rows updated.")
        .contains("Nothing was written here that could be undone.");
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void aRowThatHasChangedSinceIsNamedAndNothingIsUndone() throws Exception {
    shell.run("sql(\"update customers set phone = '1' where " + FIVE + "\")");
    execute(
        "update customers set phone = '7' where id = 7400002; delete from customers where id ="
            + " 7400003");
    String now = rows();
    assertThat(shell.typed(":undo\r"))
        .contains(
            "These rows of customers are no longer as that write left them: 7400002; 7400003.");
    assertThat(rows()).isEqualTo(now);
    shell.run("sql(\"delete from customers where id = 7400004\")");
    execute(
        "insert into customers (id, name, email, signed_up_on) values (7400004, 'N',"
            + " 'n@back.example', now())");
    assertThat(shell.typed(":undo\r")).contains("are there again: 7400004.");
  }

  @Test
  void aWriteThatCannotBeUndoneIsReportedAndBlocksEarlierOnes() throws Exception {
    shell.run("sql(\"update customers set phone = '1' where " + FIVE + "\")");
    String written = rows();
    for (List<String> way :
        List.of(
            List.of("sql(\"create table odd_one (id int)\")", "CREATE"),
            List.of(
                "sql(\"with u as (update customers set phone = phone where "
                    + FIVE
                    + " returning 1) select count(*) from u\")",
                "changed more than the rows that were kept"),
            List.of(
                "try (var c = "
                    + POOL
                    + "; var s = c.createStatement()) { s.executeUpdate(\"update customers set"
                    + " phone = phone where id = 7400001\"); }",
                "outside of a transaction of the service's"))) {
      shell.run(way.get(0));
      assertThat(shell.typed(":undo\r"))
          .as(way.get(0))
          .contains("The last write cannot be undone: ", way.get(1));
      assertThat(rows()).isEqualTo(written);
    }
  }

  @Test
  void aTriggersWorkIsNotHalfUndone() throws Exception {
    execute(
        "create function odd() returns trigger language plpgsql as $$ begin update orders set"
            + " status = 'PAID' where customer_id = new.id; return new; end $$;create trigger odd"
            + " after update on customers for each row execute function odd()");
    shell.run("sql(\"update customers set phone = '1' where " + FIVE + "\")");
    String written = rows();
    assertThat(shell.typed(":undo\r"))
        .contains("changed more than the rows that were kept", "orders: 1 row updated");
    assertThat(rows()).isEqualTo(written);

    execute("drop trigger odd on customers");
    shell.run("sql(\"update customers set phone = '2' where " + FIVE + "\")");
    execute(
        "create or replace function odd() returns trigger language plpgsql as"
            + " 'begin new.phone := ''9''; return new; end';"
            + "create trigger odd before update on customers for each row execute function odd()");
    written = rows();
    assertThat(shell.typed(":undo\r")).contains("because a trigger changes them");
    assertThat(rows()).isEqualTo(written);
  }

  @Test
  void aRolledBackChangeIsNotAWrite() throws Exception {
    String before = rows();
    shell.run("sql(\"update customers set phone = '1' where id = 7400001\")");
    shell.run(
        "tx(() -> { Customer.update(\"phone = '2' where "
            + FIVE
            + "\"); throw new Exception(); })");
    shell.run("tx(() -> { sql(\"select 1\"); Customer.update(\"nme = '2'\"); })");
    assertThat(shell.typed(":undo\r")).contains("customers: 1 row updated.");
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void aFailingStatementRunsOnceAndReportsToItsSender() throws Exception {
    String before = rows();
    execute(
        "create schema odd_one; create sequence odd_one.runs; create function odd_one.raises()"
            + " returns text language plpgsql as $$ begin perform nextval('odd_one.runs');"
            + " raise exception 'Not so.'; end $$;"
            + "create function odd_one.sleeps() returns text language plpgsql as $$ begin"
            + " perform nextval('odd_one.runs'); perform pg_sleep(30); return 'slept'; end $$");
    assertThat(
            shell.run("sql(\"update customers set phone = odd_one.raises() where id = 7400001\")"))
        .contains("raised an exception");
    assertThat(one("select nextval('odd_one.runs')")).isEqualTo("2");
    assertThat(
            shell.run(
                "tx(() -> { sql(\"set local statement_timeout = 200\"); sql(\"update customers set"
                    + " phone = odd_one.sleeps() where id = 7400001\"); })"))
        .contains("It took longer");
    assertThat(one("select nextval('odd_one.runs')")).isEqualTo("4");
    assertThat(rows()).isEqualTo(before);
    assertThat(shell.typed(":undo\r")).contains("Nothing was written here");
  }

  @Test
  void aTableIsIdentifiedByOidNotByName() throws Exception {
    execute(
        "create schema odd_one; create table odd_one.odd_one (id int primary key, v float8);"
            + "create table odd_one (id int primary key, v float8);"
            + "insert into odd_one values (1, 0.1); insert into odd_one.odd_one values (1, 0.1)");
    String update = "sql(\"update odd_one set v = 1 / 3::float8 where v > 0\")";
    shell.run("tx(() -> { sql(\"set local search_path = odd_one\"); " + update + "; })");
    execute("update odd_one set v = 1 / 3::float8");
    assertThat(one("select v from odd_one.odd_one")).startsWith("0.33");
    shell.typed(":undo\r");
    assertThat(one("select v from odd_one.odd_one")).isEqualTo("0.1");
    assertThat(one("select v from odd_one")).startsWith("0.33");

    shell.run("sql(\"update odd_one.odd_one set v = 2 where v > 0\")");
    execute("alter table odd_one.odd_one add w text");
    assertThat(shell.typed(":undo\r")).contains("has other columns than when it was written");
    execute("drop table odd_one.odd_one; alter table odd_one set schema odd_one");
    assertThat(shell.typed(":undo\r")).contains("is gone");
    assertThat(one("select v from odd_one.odd_one")).startsWith("0.33");

    shell.run(
        "tx(() -> { sql(\"set local extra_float_digits = 0\");"
            + " sql(\"update odd_one.odd_one set v = 2 where v > 0\"); })");
    assertThat(shell.typed(":undo\r")).contains("in which values are written");
  }

  @Test
  void undoingMoreOrOtherRowsIsRefused() throws Exception {
    execute(
        "create table odd_one (email text primary key, v int); create schema odd_one;"
            + "create table odd_one.child () inherits (odd_one);"
            + "insert into odd_one.child values ('a@back.example', 1)");
    shell.run("sql(\"update odd_one set v = 2 where v > 0\")");
    assertThat(shell.typed(":undo\r")).contains("has tables that inherit from it");
    execute("drop table odd_one.child; insert into odd_one values ('a@back.example', 1)");
    shell.run("sql(\"update odd_one set v = 2 where v > 0\")");
    execute("update odd_one set v = 3");
    assertThat(shell.typed(":undo\r"))
        .contains("These rows of odd_one are no longer as that write left them: a@");
    WrittenTable table =
        new WrittenTables(aside).of(one("select reltype from pg_class where relname = 'odd_one'"));
    assertThat(RestorableTable.of(aside, table, (name, column) -> column.equals("email")).secret())
        .isTrue();
    assertThat(RestorableTable.of(aside, table, (name, column) -> false).secret()).isFalse();

    execute(
        "create function odd() returns trigger language plpgsql as $$ begin update orders set"
            + " status = 'PAID' where customer_id = new.id; return new; end $$;create constraint"
            + " trigger odd after update on customers deferrable initially deferred for each row"
            + " execute function odd()");
    shell.run("sql(\"update customers set phone = '1' where " + FIVE + "\")");
    String written = rows();
    assertThat(shell.typed(":undo\r")).contains("until the commit");
    assertThat(rows()).isEqualTo(written);
  }

  @Test
  void lockingIsNotAWriteAndRowsAreKeptUpToALimit() throws Exception {
    String before = rows();
    shell.run("sql(\"update customers set phone = '1' where " + FIVE + "\")");
    shell.run(
        "tx(() -> { sql(\"select id from customers where id = 7400001 for update\");"
            + " sql(\"lock table orders in share mode\"); })");
    assertThat(shell.typed(":undo\r")).contains("customers: 5 rows updated.");
    assertThat(rows()).isEqualTo(before);

    execute("create table odd_one (id int primary key, v text)");
    String many =
        "sql(\"insert into odd_one select i, repeat('x', i %% 100) from generate_series(1, %d)"
            + " i\")";
    assertThat(shell.run(many.formatted(3000))).contains("odd_one: 3,000 rows inserted.");
    shell.typed(":undo\r");
    assertThat(one("select count(*) from odd_one")).isEqualTo("0");
    // Tried once with its rows, and sent again.
    assertThat(shell.run(many.formatted(10_500))).contains("odd_one: 10,500 rows inserted.");
    assertThat(one("select count(*) from odd_one")).isEqualTo("10500");
    assertThat(shell.typed(":undo\r")).contains("more rows than are kept");
    execute("truncate odd_one");
    assertThat(shell.run("sql(\"insert into odd_one values (1, 'a') returning old.v, v\")"))
        .contains("inserted");
    assertThat(shell.typed(":undo\r")).contains("its own RETURNING names old or new");
  }

  @Test
  void aWritingStatementIsNotRepeatedForItsRows() throws Exception {
    execute(
        "create table odd_one (id serial primary key); create schema odd_one; create function"
            + " odd_one.writes() returns int language sql as 'insert into odd_one default values"
            + " returning id'");
    shell.run("sql(\"select odd_one.writes()\")");
    assertThat(shell.typed(":as csv\r")).contains("run it again yourself");
    assertThat(one("select count(*) from odd_one")).isEqualTo("1");
  }

  private String one(String sql) throws SQLException {
    try (Statement statement = aside.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private String rows() throws SQLException {
    try (Statement statement = aside.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select (select string_agg(c::text, '|' order by id) from customers c where "
                    + FIVE
                    + ") || (select o::text from orders o where id = 7400001)")) {
      row.next();
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = aside.createStatement()) {
      statement.execute(sql);
    }
  }
}
