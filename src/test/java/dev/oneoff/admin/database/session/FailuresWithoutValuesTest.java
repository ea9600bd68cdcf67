package dev.oneoff.admin.database.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.sensitive.SensitiveFields;
import dev.oneoff.admin.database.statement.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What PostgreSQL says of a statement, without what it says of a sensitive value. */
class FailuresWithoutValuesTest {

  private static final List<String> FAILING =
      List.of(
          "select email::int from customers",
          "select email::date from customers",
          "select ('{' || email || '}')::json from customers",
          "select email::json from customers",
          "select ('{' || email)::int[] from customers",
          "select email::uuid from customers",
          "select email::inet from customers",
          "select email::mood from customers",
          "select to_date(email, 'YYYY') from customers",
          "select to_number(email, '999') from customers",
          "select (phone || '0000000')::int from customers",
          "select decode(email, 'hex') from customers",
          "select e::int from contacts",
          "select 1 from customers where email::int = 1",
          "select (select email from customers)::int",
          "insert into customers (id, email) select 2, email from customers",
          "insert into customers (id, email) select 1, null from customers",
          "insert into customers (id, email, phone) select 3, email || 'x', 'short' from customers",
          "insert into calls select email from customers",
          "update customers set small = email",
          "select tell_it(1)",
          "select contact(1)::int",
          "select 1 from products where contact(1)::int = id",
          "select 1 where 'x' <@@> 1",
          "insert into harmless values (1)",
          "with w as (insert into harmless values (2) returning id) select id from w",
          "insert into told values (1)",
          "do $$ begin perform email::int from customers; end $$");

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @BeforeEach
  void tables() throws Exception {
    database.execute(
        """
        create type mood as enum ('glad');
        create table customers (id int primary key, email text unique, phone text check (length(phone) > 5),
          small varchar(3));
        insert into customers values (1, 'zoe@failing.example', '5559317');
        create view contacts as select id, email e from customers;
        create table calls (email text references customers (email));
        alter table calls add check (email not like 'zoe%');
        create table products (id int, code text);
        insert into products values (1, 'pen');
        create function tell_it(int) returns int language plpgsql
          as 'begin raise exception ''No: %'', (select email from customers where id = $1); end';
        create function contact(int) returns text language plpgsql stable
          as 'begin return (select email from customers where id = $1); end';
        create function is_of(text, int) returns boolean language plpgsql stable
          as 'begin return (select email::int from customers where id = $2) > 0; end';
        create operator <@@> (function = is_of, leftarg = text, rightarg = int);
        create table harmless (id int);
        create function tell_all() returns trigger language plpgsql
          as 'begin perform email::int from customers; return new; end';
        create trigger telling before insert on harmless for each row execute function tell_all();
        create table told (id int check (contact(1)::int = id));
        """);
  }

  @Test
  void noMessageContainsTheValue() {
    List<String> telling = new ArrayList<>();
    for (String sql : FAILING) {
      String said = new Redaction().redact(fails(sql, SensitiveFields.of()::column, true));
      if (said.contains("zoe@failing")
          || said.contains("5559317")
          || said.contains("DID NOT FAIL")) {
        telling.add(sql + ": " + said);
      }
    }
    assertThat(telling).isEmpty();
  }

  @Test
  void typedValuesAndOtherTablesValuesAreShown() {
    assertThat(fails("select 'abc'::int", sensitive(), false)).contains("integer: \"abc\"");
    assertThat(fails("select code::int from products", sensitive(), false))
        .contains("integer: \"pen\"");
    assertThat(fails("select email::int from customers", sensitive(), false))
        .isEqualTo(
            "invalid input syntax for type integer: ***.\n"
                + "The value is left out; --unmask --reason \"…\" shows it.");
    assertThat(fails("select 1/0 from customers", sensitive(), false))
        .startsWith("division by zero");
    assertThat(fails("select nme from customers", sensitive(), false)).contains("\"nme\"");
  }

  @Test
  void withAReasonEverythingIsShown() {
    assertThat(fails("select email::int from customers", Masking.NONE, false))
        .contains("\"zoe@failing.example\"");
    assertThat(
            fails(
                "insert into customers (id, email) select 2, email from customers",
                Masking.NONE,
                true))
        .contains("(email)=(zoe@failing.example)");
    assertThat(fails("select tell_it(1)", Masking.NONE, false)).contains("No: zoe@failing");
  }

  private static Masking sensitive() {
    return (table, column) -> table.equals("customers") && !column.equals("id");
  }

  private String fails(String sql, Masking masking, boolean write) {
    Masking known =
        masking == Masking.NONE
            ? masking
            : (table, column) -> sensitive().masks(table, column) || masking.masks(table, column);
    try (SqlSession session =
        new SqlSession(
            database.database(),
            write ? WriteWindow.opened("a test") : WriteWindow.closed(),
            known)) {
      Throwable failure =
          catchThrowable(() -> session.run(SqlStatement.of(sql), Map.of(), new Nothing()));
      return failure == null ? "IT DID NOT FAIL" : String.valueOf(failure.getMessage());
    }
  }

  private static final class Nothing implements SqlResult {
    @Override
    public void columns(List<SqlColumn> columns) {}

    @Override
    public void row(List<@Nullable Object> values) {}
  }
}
