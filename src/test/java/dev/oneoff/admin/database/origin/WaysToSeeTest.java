package dev.oneoff.admin.database.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.SecretNames;
import dev.oneoff.admin.database.session.SqlColumn;
import dev.oneoff.admin.database.session.SqlResult;
import dev.oneoff.admin.database.session.SqlSession;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.database.statement.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Natural ways to see a customer's address or what is none of it, and what comes out. */
class WaysToSeeTest {

  private static final Set<String> SENSITIVE =
      Set.of("customers.email", "customers.phone", "generated.email", "people.email");
  private static final List<String> PLANTED = List.of("ann@planted", "bob@planted", "555001");

  /** Nothing of the address may be seen; what else of the row, is said. */
  private static final String[][] MASKED = {
    {"select email from customers where id = 1", "[***]"},
    {"select id, name, email from customers where id = 1", "[1, Ann, ***]"},
    {"table customers limit 1", "[1, Ann, ***, ***, 5, null]"},
    {"select email as name from customers where id = 1", "[***]"},
    {"select c.* from customers c where id = 1", "[1, Ann, ***, ***, 5, null]"},
    {"select e from (select email as e from customers where id = 1) s", "[***]"},
    {"with x as (select * from customers where id = 1) select email, name from x", "[***, Ann]"},
    {
      "with x as materialized (select * from customers where id = 1) select email, name from x",
      "[***, Ann]"
    },
    {"select email::text from customers where id = 1", "[***]"},
    {"select cast(email as varchar(99)) from customers where id = 1", "[***]"},
    {"select upper(email) from customers where id = 1", "[***]"},
    {"select email || '' from customers where id = 1", "[***]"},
    {"select coalesce(email, '-') from customers where id = 1", "[***]"},
    {"select nullif(email, '') from customers where id = 1", "[***]"},
    {"select substring(email from 1 for 30) from customers where id = 1", "[***]"},
    {"select split_part(email, '@', 1) from customers where id = 1", "[***]"},
    {"select reverse(email) from customers where id = 1", "[***]"},
    {"select length(email) from customers where id = 1", "[***]"},
    {"select md5(email) from customers where id = 1", "[***]"},
    {"select encode(email::bytea, 'base64') from customers where id = 1", "[***]"},
    {"select format('%s <%s>', name, email) from customers where id = 1", "[***]"},
    {"select concat(name, ' ', email) from customers where id = 1", "[***]"},
    {"select case when id = 1 then email end from customers where id = 1", "[***]"},
    {"select greatest(email, name) from customers where id = 1", "[***]"},
    {"select email like 'a%' from customers where id = 1", "[***]"},
    {"select c from customers c where id = 1", "[***]"},
    {"select (c).email from customers c where id = 1", "[***]"},
    {"select (c.*)::text from customers c where id = 1", "[***]"},
    {"select row(c.*) from customers c where id = 1", "[***]"},
    {"select row(name, email) from customers where id = 1", "[***]"},
    {"select row_to_json(c) from customers c where id = 1", "[***]"},
    {"select to_jsonb(c) ->> 'email' from customers c where id = 1", "[***]"},
    {"select to_jsonb(c) - 'id' from customers c where id = 1", "[***]"},
    {"select json_build_object('e', email) from customers where id = 1", "[***]"},
    {"select jsonb_each_text(to_jsonb(c)) from customers c where id = 1 limit 1", "[***]"},
    {
      "select key, value from customers c, jsonb_each_text(to_jsonb(c)) where id = 1 limit 1",
      "[***, ***]"
    },
    {"select json_agg(c) from customers c", "[***]"},
    {"select json_agg(email) from customers", "[***]"},
    {"select xmlelement(name e, email) from customers where id = 1", "[***]"},
    {"select array[email, name] from customers where id = 1", "[***]"},
    {"select array(select email from customers)", "[***]"},
    {"select array_agg(email) from customers", "[***]"},
    {"select unnest(array[email]) from customers where id = 1", "[***]"},
    {"select string_agg(email, ',') from customers", "[***]"},
    {"select string_agg(name, ',' order by email) from customers", "[***]"},
    {"select max(email) from customers", "[***]"},
    {"select min(phone), count(*) from customers", "[***, 2]"},
    {"select mode() within group (order by email) from customers", "[***]"},
    {"select first_value(email) over (order by id) from customers limit 1", "[***]"},
    {"select lag(email) over (order by id) from customers order by id desc limit 1", "[***]"},
    {"select email, count(*) from customers group by email order by email limit 1", "[***, 1]"},
    {"select upper(email), count(*) from customers group by 1 order by 1 limit 1", "[***, 1]"},
    {"select distinct email from customers where id = 1", "[***]"},
    {"select distinct on (email) email, name from customers where id = 1", "[***, Ann]"},
    {
      "select email from customers where id = 1 union select email from customers where id = 1",
      "[***]"
    },
    {"select name from products union all select email from customers where id = 1", "[***]|[***]"},
    {
      "select 'x' || n from (select 'a' as n union all select email from customers where id = 1) s",
      "[***]|[***]"
    },
    {"select email from customers where id = 1 except select name from products", "[***]"},
    {"select email from customers where id = 1 intersect select email from customers", "[***]"},
    {"select (select email from customers where id = 1)", "[***]"},
    {"select (select max(email) from customers), name from products", "[***, pen]"},
    {
      "select o.id, (select c.email from customers c where c.id = o.customer_id) from orders o",
      "[1, ***]"
    },
    {"select (select c from customers c where id = 1)", "[***]"},
    {"values ((select email from customers where id = 1))", "[***]"},
    {"select e from (values ((select email from customers where id = 1))) v (e)", "[***]"},
    {
      "select v.x from customers c, lateral (values (c.email), (c.name)) v (x) where c.id = 1",
      "[***]|[***]"
    },
    {
      "select l.e from orders o, lateral (select upper(email) e from customers c where c.id ="
          + " o.customer_id) l",
      "[***]"
    },
    {"select e from contacts where id = 1", "[***]"},
    {"select v from contacts v where id = 1", "[***]"},
    {"select lower(e), n from contacts where id = 1", "[***, Ann]"},
    {"select loud from contacts_of_contacts where id = 1", "[***]"},
    {"select e, n from contacts_kept where id = 1", "[***, Ann]"},
    {"select upper(e), upper(n) from contacts_kept where id = 1", "[***, ANN]"},
    {
      "with recursive r (x, n) as (select email, 1 from customers where id = 1 union all select x,"
          + " n + 1 from r where n < 2) select upper(x) from r",
      "[***]|[***]"
    },
    {"select email from people_1", "[***]"},
    {"select email || id from people", "[***]"},
    {"select upper(email) from people_1", "[***]"},
    {"select email_lower, upper(email_lower) from generated where id = 1", "[***, ***]"},
    {"select contact(1)", "[***]"},
    {"select fixed_contact(1)", "[***]"},
    {"select * from all_contacts() limit 1", "[***]"},
    {"select name, contact(id) from customers where id = 1", "[Ann, ***]"},
    {"select (customers).address from customers where id = 1", "[***]"},
    {"select name, name <@@> id from customers where id = 1", "[Ann, ***]"},
    {"select query_to_xml('select email from customers', true, true, '')", "[***]"},
    {"select table_to_xml('customers', true, true, '')", "[***]"},
    {
      "select most_common_vals, histogram_bounds from pg_stats where tablename = 'customers' and"
          + " attname = 'email'",
      "[null, ***]"
    },
    {
      "select histogram_bounds::text from pg_stats where tablename = 'customers' and attname ="
          + " 'email'",
      "[***]"
    },
    {"select query from pg_stat_activity where pid = pg_backend_pid()", "[***]"},
    {"select upper(query) from pg_stat_activity where pid = pg_backend_pid()", "[***]"},
    {"select rolpassword from pg_authid where rolpassword is not null limit 1", "[***]"},
    {
      "select c.name, d.email from customers c join customers d using (id) where id = 1",
      "[Ann, ***]"
    },
    {
      "select coalesce(c.name, c.email) from orders o join customers c on c.id = o.customer_id",
      "[***]"
    },
    {
      "select * from customers natural join (select 1::bigint as id) one",
      "[1, Ann, ***, ***, 5, null]"
    },
    {"select password, name from accounts", "[***, ann]"},
    {"select upper(api_key), token_type, has_password from accounts", "[***, bearer, true]"},
    {"select jwt_secret from accounts", "[***]"},
    {"select setting, setting || 'x' from pg_settings where name = 'port'", "[***, ***]"},
    {"select name, reset_val from pg_settings where name = 'port'", "[port, ***]"},
    {"select current_setting('ssl_passphrase_command')", "[***]"},
    {"select current_setting(name) from pg_settings where name = 'port'", "[***]"},
    {"select upper(email) from customers where id = 1 -- who don't order", "[***]"},
    {"select fixed_contact(1) -- who don't order", "[***]"},
    {"select $$it's$$ || fixed_contact(1)", "[***]"},
    {"select email like'x\\' || fixed_contact(1) from customers where id = 1", "[***]"},
    {
      "select u.x from customers c, unnest(case when c.id = 1 then array[c.email] end) u (x)",
      "[***]"
    },
    {
      "select d from unnest(array[(select email from customers where id = 1), null::text]) d limit"
          + " 1",
      "[***]"
    },
  };

  private static final String[][] WRITING = {
    {"update customers set slug = 'x' where id = 1 returning email, name", "[***, Ann]"},
    {
      "update customers set slug = 'x' where id = 1 returning upper(email), upper(name)",
      "[***, ANN]"
    },
    {"update customers c set slug = 'x' where id = 1 returning c", "[***]"},
    {
      "update customers set slug = 'x' where id = 1 returning old.email, new.name",
      "[***, Ann]",
      "18"
    },
    {
      "update customers set slug = 'x' where id = 1 returning upper(old.email), upper(new.name)",
      "[***, ANN]",
      "18"
    },
    {
      "update orders o set total = 1 from customers c where c.id = o.customer_id returning c.email,"
          + " o.total",
      "[***, 1]"
    },
    {
      "insert into products (id, name) select 7, email from customers where id = 1 returning id",
      "[7]"
    },
    {
      "with w as (update customers set slug = 'y' where id = 1 returning *) select upper(email),"
          + " name from w",
      "[***, Ann]"
    },
    {
      "merge into customers c using products p on c.id = p.id when matched then update set slug ="
          + " 'z' returning c.email, upper(c.email), c.slug",
      "[***, ***, z]",
      "17"
    },
    {"call tell('')", "[***]"},
  };

  private static final String[][] SHOWN = {
    {"select count(*) from customers", "[2]"},
    {"select count(email) from customers", "[2]"},
    {"select count(distinct email) from customers", "[2]"},
    {"select count(*) filter (where email like '%planted.example') from customers", "[2]"},
    {"select sum(age) filter (where email like 'ann%') from customers", "[5]"},
    {"select upper(name) from customers order by id", "[ANN]|[BOB]"},
    {"select name || '!' from customers where email like 'ann%'", "[Ann!]"},
    {"select avg(age)::int from customers", "[6]"},
    {"select max(age) - min(age) from customers", "[2]"},
    {"select now() is not null", "[true]"},
    {"select 1 + 1, 'a' || 'b'", "[2, ab]"},
    {"select sum(price) from products", "[2]"},
    {"select p from products p", "[(1,pen,2)]"},
    {"select to_jsonb(p) ->> 'name' from products p", "[pen]"},
    {"select name from products union select 'x' order by 1", "[pen]|[x]"},
    {"select upper(p.name), o.total * 2 from products p, orders o", "[PEN, 6]"},
    {
      "select c.name, sum(o.total) from customers c join orders o on o.customer_id = c.id group by"
          + " c.name",
      "[Ann, 3]"
    },
    {
      "select lower(c.name), count(*) from customers c join orders o on o.customer_id = c.id group"
          + " by 1",
      "[ann, 1]"
    },
    {
      "select c.name, (select sum(total) from orders o where o.customer_id = c.id) from customers c"
          + " order by id",
      "[Ann, 3]|[Bob, null]"
    },
    {"select exists (select from customers where email is null)", "[false]"},
    {
      "select row_number() over (order by name), upper(name) from customers order by 1",
      "[1, ANN]|[2, BOB]"
    },
    {"select upper(n) from contacts where id = 1", "[ANN]"},
    {"select upper(n) from contacts_kept where id = 1", "[ANN]"},
    {
      "with x as (select upper(name) n, id from customers) select n, id + 1 from x order by id",
      "[ANN, 2]|[BOB, 3]"
    },
    {"select generate_series(1, 2)", "[1]|[2]"},
    {"select g * 2 from generate_series(1, 2) g", "[2]|[4]"},
    {"values (1), (2)", "[1]|[2]"},
    {
      "select v.l || c.name from customers c join (values (1, 'a')) v (i, l) on v.i = c.id",
      "[aAnn]"
    },
    {"select array_agg(name order by id) from customers", "[{Ann,Bob}]"},
    {"select signed from parts union all select signed from parts where false", "[1]"},
    {
      "select case when age > 6 then 'old' else 'young' end from customers order by id",
      "[young]|[old]"
    },
    {"select current_setting('server_version_num')::int > 0", "[true]"},
    {"show default_transaction_isolation", "[read committed]"},
    {
      "select relname::text || relkind::text from pg_class where relname = 'customers'",
      "[customersr]"
    },
    {
      "select tablename || 'x', n_distinct > 5 from pg_stats where tablename = 'products' and"
          + " attname = 'id'",
      ""
    },
    {
      "select count(*) > 0, min(pid) > 0 from pg_stat_activity where state is not null",
      "[true, true]"
    },
    {
      "select column_name || '.' from information_schema.columns where table_name = 'products' and"
          + " ordinal_position = 2",
      "[name.]"
    },
    {"select coalesce(slug, 'none') from customers order by id", "[none]|[none]"},
    {"select :id::int + 1", "[8]"},
    {"select ctid, tableoid::regclass::text || '' from products", "[(0,1), products]"},
    {"select upper(name) from customers -- who don't order\n order by id limit 1", "[ANN]"},
    {"select upper(name) /* who don't /* ever */ */ from customers where id = 1", "[ANN]"},
    {"select $$it's$$ || 'x', $a$don't$a$ || 'y'", "[it'sx, don'ty]"},
    {"select upper(name) like'x\\' from customers where id = 1", "[false]"},
    {
      "select d from generate_series('2024-01-01'::timestamp, '2024-01-02', '1 day') d limit 1",
      "[2024-01-01 00:00:00]"
    },
    {"select g + 1 from generate_series(1, case when now() is null then 2 else 1 end) g", "[2]"},
    {"select u || 'x' from unnest(array['a', null::text]) u", "[ax]|[null]"},
    {"select b from unnest(array[true, now() is null]) b", "[true]|[false]"},
    {
      "select j.a from json_table('[{\"a\": 1}]'::jsonb, '$[*]' columns (a int path '$.a')) j",
      "[1]",
      "17"
    },
    {
      "select x.a from xmltable('/r/i' passing xml '<r><i>1</i></r>' columns a int path '.') x",
      "[1]"
    },
    {"select a.name || '!' from customers a (b, name) order by 1 limit 1", "[Ann!]"},
    {"select name || :id from customers where id = 1", "[Ann7]"},
  };

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private int version;

  @BeforeEach
  void tables() throws Exception {
    version =
        Integer.parseInt(database.query("select current_setting('server_version_num')").get(0))
            / 10_000;
    database.execute(
        """
        create table customers (id bigint primary key, name text, email text unique, phone text, age int, slug text);
        insert into customers values (1, 'Ann', 'ann@planted.example', '555001', 5),
          (2, 'Bob', 'bob@planted.example', '555002', 7);
        create table products (id bigint primary key, name text, price numeric);
        insert into products values (1, 'pen', 2);
        create table orders (id bigint primary key, customer_id bigint references customers, total numeric);
        insert into orders values (1, 1, 3);
        create view contacts as select id, name n, email e from customers;
        create view contacts_of_contacts as select id, upper(e) loud from contacts;
        create materialized view contacts_kept as select id, name n, email e from customers;
        create table generated (id int, email text, email_lower text generated always as (lower(email)) stored);
        insert into generated values (1, 'ann@planted.example');
        create table people (id int, email text) partition by list (id);
        create table people_1 partition of people for values in (1);
        insert into people values (1, 'ann@planted.example');
        create table parts (signed int) partition by list (signed);
        create table parts_1 partition of parts for values in (1);
        insert into parts values (1);
        create table accounts (name text, password text, api_key text, token_type text, has_password boolean,
          jwt_secret text);
        insert into accounts values ('ann', 'ann@planted', 'ann@planted', 'bearer', true, 'ann@planted');
        create function contact(bigint) returns text language sql stable
          as 'select email from customers where id = $1';
        create function fixed_contact(bigint) returns text language plpgsql immutable
          as 'begin return (select email from customers where id = $1); end';
        create function all_contacts() returns setof text language plpgsql
          as 'begin return query select email from customers; end';
        create function address(customers) returns text language sql as 'select $1.email';
        create function at_id(text, bigint) returns text language plpgsql
          as 'begin return (select email from customers where id = $2); end';
        create operator <@@> (function = at_id, leftarg = text, rightarg = bigint);
        create procedure tell(inout t text) language plpgsql
          as 'begin select email into t from customers where id = 1; end';
        analyze customers;
        """);
  }

  @Test
  void nothingSensitiveIsShown() {
    List<String> seen = compare(MASKED, WriteWindow.closed());
    assertThat(seen).isEmpty();
  }

  @Test
  void nothingSensitiveIsReturnedByAWrite() {
    assertThat(compare(WRITING, WriteWindow.opened("a test"))).isEmpty();
  }

  @Test
  void valuesKnownToBePlainAreShown() {
    assertThat(compare(SHOWN, WriteWindow.closed())).isEmpty();
  }

  @Test
  void allSettingsValuesAreMasked() {
    try (SqlSession session =
        new SqlSession(database.database(), WriteWindow.closed(), (table, column) -> false)) {
      assertThat(run(session, "show all"))
          .contains("[work_mem, ***, Sets the maximum memory")
          .doesNotContain("work_mem, 4MB");
    }
  }

  @Test
  void aColumnThatChangesMeanwhileIsMasked() throws Exception {
    try (SqlSession session =
        new SqlSession(
            database.database(),
            WriteWindow.closed(),
            (table, column) -> SENSITIVE.contains(table + "." + column))) {
      assertThat(run(session, "select * from products")).isEqualTo("[1, pen, 2]");
      database.execute("alter table products add mail text default 'ann@planted.example'");
      assertThat(run(session, "select * from products")).isEqualTo("[1, pen, 2, ***]");
    }
    try (SqlSession session =
        new SqlSession(
            database.database(),
            WriteWindow.opened("a test"),
            (table, column) -> SENSITIVE.contains(table + "." + column))) {
      run(session, "select upper(name) from products");
      run(
          session,
          "create function later() returns text language plpgsql"
              + " as 'begin return (select email from customers where id = 1); end'");
      assertThat(run(session, "select later()")).isEqualTo("[***]");
    }
  }

  @Test
  void withAReasonEverythingIsShown() {
    try (SqlSession session =
        new SqlSession(database.database(), WriteWindow.closed(), Masking.NONE)) {
      assertThat(run(session, "select email, contact(1) from customers where id = 1"))
          .isEqualTo("[ann@planted.example, ann@planted.example]");
    }
  }

  private List<String> compare(String[][] ways, WriteWindow window) {
    List<String> wrong = new ArrayList<>();
    try (SqlSession session =
        new SqlSession(
            database.database(),
            window,
            (table, column) ->
                SENSITIVE.contains(table + "." + column) || SecretNames.column(table, column))) {
      for (String[] way : ways) {
        if (!understood(way)) {
          continue;
        }
        String out = run(session, way[0]);
        if (!out.equals(way[1]) || PLANTED.stream().anyMatch(out::contains)) {
          wrong.add(way[0] + " gave " + out + ", not " + way[1]);
        }
      }
    }
    return wrong;
  }

  // The third of a way is the PostgreSQL that has its words first.
  private boolean understood(String[] way) {
    return way.length < 3 || Integer.parseInt(way[2]) <= version;
  }

  private static String run(SqlSession session, String sql) {
    List<String> rows = new ArrayList<>();
    try {
      session.run(
          SqlStatement.of(sql),
          sql.contains(":id") ? Map.of("id", "7") : Map.of(),
          new SqlResult() {
            @Override
            public void columns(List<SqlColumn> columns) {}

            @Override
            public void row(List<@Nullable Object> values) {
              rows.add(values.toString());
            }
          });
    } catch (AdminException e) {
      return String.valueOf(e.getMessage());
    }
    return String.join("|", rows);
  }
}
