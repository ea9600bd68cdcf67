package dev.oneoff.admin.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes of a shell that are larger than they look, whoever sends them. */
@QuarkusTest
class LargeWritesInShellTest {

  private static final String TEN = "id between 7300000 and 7300009";
  private static final String POOL = "bean(javax.sql.DataSource.class).getConnection()";

  private Connection aside;

  @BeforeEach
  void tenCustomers() throws Exception {
    aside = TestShell.database().connect();
    query(
        "insert into customers (id, name, email, signed_up_on) select 7300000 + i, 'C ' || i,"
            + " 'e' || i || '@large.example', '2026-01-01' from generate_series(0, 9) i returning 1");
  }

  @AfterEach
  void noneOfThem() throws Exception {
    query("with gone as (delete from customers where " + TEN + ") select 1");
    aside.close();
  }

  @Test
  void aLargeWriteIsRolledBackWhoeverSendsIt() throws Exception {
    TestShell shell = TestShell.writing(OptionalLong.empty(), 3);
    try {
      for (String large :
          List.of(
              "sql(\"update customers set phone = '1'\")",
              "sql(\"delete from customers where " + TEN + " returning id\")",
              "sql(\"with d as (delete from customers where "
                  + TEN
                  + " returning 1) select count(*) from d\")",
              "sql(\"do $$ begin update customers set phone = '1' where " + TEN + "; end $$\")",
              "tx(() -> { try (var c = "
                  + POOL
                  + "; var s = c.createStatement()) {"
                  + " s.execute(\"prepare ten as update customers set phone = '1' where "
                  + TEN
                  + "\"); try { s.execute(\"execute ten\"); } finally {"
                  + " s.execute(\"deallocate ten\"); } } })",
              "tx(() -> Customer.update(\"phone = '1' where " + TEN + "\"))",
              "tx(() -> em.createQuery(\"delete Customer where " + TEN + "\").executeUpdate())",
              "tx(() -> em.createNativeQuery(\"update customers set phone = ? where "
                  + TEN
                  + "\")"
                  + ".setParameter(1, \"1\").executeUpdate())",
              "try (var c = "
                  + POOL
                  + "; var s = c.createStatement()) {"
                  + " s.executeUpdate(\"update customers set phone = '1' where "
                  + TEN
                  + "\"); }",
              "try (var c = "
                  + POOL
                  + "; var s = c.createStatement()) {"
                  + " s.addBatch(\"update customers set phone = '1' where "
                  + TEN
                  + "\");"
                  + " s.addBatch(\"update customers set phone = '2' where "
                  + TEN
                  + "\");"
                  + " s.executeBatch(); }")) {
        assertThat(shell.run(large))
            .as(large)
            .contains("written", "say --rows-at-most ")
            .doesNotContain("customers: 10 rows updated.\n");
        assertThat(query("select count(*) || '|' || count(phone) from customers where " + TEN))
            .as(large)
            .isEqualTo("10|0");
      }
    } finally {
      shell.close();
    }
  }

  @Test
  void writesByKeyAreNotLargeWrites() throws Exception {
    TestShell shell = TestShell.writing(OptionalLong.empty(), 3);
    try {
      assertThat(
              shell.run(
                  "tx(() -> Customer.<Customer>list(\""
                      + TEN
                      + "\").forEach(c -> c.phone = \"3\"))"))
          .contains("customers: 10 rows updated.");
      assertThat(
              shell.run(
                  "sql(\"update customers set phone = '4' where id < 7300003 and " + TEN + "\")"))
          .contains("customers: 3 rows updated.");
    } finally {
      shell.close();
    }
    assertThat(query("select count(phone) from customers where " + TEN)).isEqualTo("10");
  }

  @Test
  void aPersonSeesSomeOfTheRowsAndTypesTheirNumber() throws Exception {
    TestShell shell = TestShell.writing(3, "y\n10\n10\n10\n");
    try {
      String update = "tx(() -> Customer.update(\"phone = '1' where " + TEN + "\"))";
      assertThat(shell.run(update))
          .contains("It would overwrite more than 3 rows, customers: 10 rows updated.")
          .contains("Some of them, as they are now:\n", "730000", "***", "Not confirmed.")
          .doesNotContain("@large.example");
      assertThat(query("select count(phone) from customers where " + TEN)).isEqualTo("0");
      // What was tried is counted once.
      assertThat(shell.run("Customer.count(); " + update))
          .contains("Type the number of rows to confirm (10): customers: 10 rows updated.\n")
          .startsWith("10\n");
      assertThat(query("select count(phone) from customers where " + TEN)).isEqualTo("10");
      assertThat(
              shell.run(
                  "int[] n = {0}; try (var c = "
                      + POOL
                      + "; var s = c.prepareStatement(\"update"
                      + " customers set phone = null where id >= ? and "
                      + TEN
                      + "\")) {"
                      + " s.setLong(1, 7300000L); n[0] = s.executeUpdate(); } n[0]"))
          .startsWith("10\n");
      assertThat(query("select count(phone) from customers where " + TEN)).isEqualTo("0");
      // Who thinks has more time than a transaction in which nothing happens, and only he.
      assertThat(
              shell.run(
                  "tx(() -> { Customer.update(\"phone = '2' where "
                      + TEN
                      + "\"); sql(\"show idle_in_transaction_session_timeout\"); })"))
          .contains("Type the number", "1min");
    } finally {
      shell.close();
    }
  }

  @Test
  void rowsAtMostAnswersInAdvance() throws Exception {
    TestShell shell = TestShell.writing(OptionalLong.of(10), 3);
    try {
      assertThat(shell.run("sql(\"update customers set phone = '1' where " + TEN + "\")"))
          .contains("customers: 10 rows updated.");
    } finally {
      shell.close();
    }
    TestShell less = TestShell.writing(OptionalLong.of(9), 1000);
    try {
      assertThat(less.run("tx(() -> Customer.update(\"phone = null where " + TEN + "\"))"))
          .contains("more than 9 by --rows-at-most. Nothing was written.");
      assertThat(less.run("sql(\"update customers set nme = '1'\")"))
          .contains("column \"nme\"", "does not exist");
    } finally {
      less.close();
    }
    assertThat(query("select count(phone) from customers where " + TEN)).isEqualTo("10");
  }

  private String query(String sql) throws SQLException {
    try (Statement statement = aside.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
