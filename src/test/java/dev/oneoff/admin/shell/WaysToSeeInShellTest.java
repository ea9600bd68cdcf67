package dev.oneoff.admin.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Ways in which somebody sees in a shell what he looks for. Each has a customer of its own, whose
 * values nobody has come across before it.
 */
@QuarkusTest
class WaysToSeeInShellTest {

  private static final int FIRST = 7_100_000;

  // C is the customer, ID its number, Q where it is picked.
  private static final List<String> SENSITIVE =
      List.of(
          "customers.get(ID)",
          "List.of(customers.get(ID))",
          "customers.get(ID).email()",
          "bean(com.fasterxml.jackson.databind.ObjectMapper.class).writeValueAsString(customers.get(ID))",
          "C",
          "C.email",
          "C.phone",
          "List.of(C)",
          "Optional.of(C.email)",
          "List.of(C.email, C.phone)",
          "new String[] {C.email}",
          "Set.of(C.phone)",
          "Map.of(\"mail\", C.email)",
          "Map.of(C.email, 1)",
          "Map.entry(C.email, C.phone)",
          "Map.of(1, List.of(Map.of(2, C.email)))",
          "new Ways.Address(C.name, C.email)",
          "Stream.of(C.email)",
          "\"mail: \" + C.email",
          "C.name + C.email + C.phone",
          "String.format(\"%s <%s>\", C.name, C.email)",
          "C.email.toUpperCase()",
          "new StringBuilder(C.email)",
          "String.join(\",\", C.name, C.email)",
          "Customer.list(\"id\", IDL)",
          "Customer.find(\"id\", IDL)",
          "Customer.stream(\"id\", IDL)",
          "Customer.find(\"id\", IDL).project(Ways.Address.class).list()",
          "Customer.find(\"id\", IDL).project(Ways.Address.class).firstResult()",
          "Customer.<Customer>list(\"id\", IDL).stream().map(c -> c.email).toList()",
          "Customer.<Customer>list(\"id\", IDL).stream().collect(Collectors.groupingBy(c -> c.email, Collectors.counting()))",
          "em.find(Customer.class, IDL)",
          "em.createQuery(\"from Customer c where Q\").getResultList()",
          "em.createQuery(\"select c.email from Customer c where Q\").getSingleResult()",
          "em.createQuery(\"select c.email from Customer c where Q\").getResultList()",
          "em.createQuery(\"select c.email from Customer c where Q\", String.class)",
          "em.createQuery(\"select c.email from Customer c where c.id = ?1\", String.class).setParameter(1, IDL).getResultList()",
          "em.createQuery(\"select c.name, c.email from Customer c where Q\").getResultList()",
          "em.createQuery(\"select c.name, c.phone from Customer c where Q\", jakarta.persistence.Tuple.class).getResultList()",
          "em.createQuery(\"select c.email from Customer c where Q\", String.class).getResultStream()",
          "em.createQuery(\"select new dev.oneoff.admin.shell.Ways$Address(c.name, c.email) from Customer c where Q\").getResultList()",
          "em.createQuery(\"select lower(c.email) from Customer c where Q\").getSingleResult()",
          "em.createQuery(\"select c.name || ' ' || c.email from Customer c where Q\").getSingleResult()",
          "em.createQuery(\"select max(c.email) from Customer c where Q\").getSingleResult()",
          "em.createQuery(\"select o.customer.email from Order o where o.customer.id = ID\").getResultList()",
          "em.unwrap(org.hibernate.Session.class).createSelectionQuery(\"select c.email from Customer c where Q\", String.class).scroll()",
          "em.createNativeQuery(\"select email from customers where id = ID\").getSingleResult()",
          "em.createNativeQuery(\"select * from customers where id = ID\").getResultList()",
          "em.createNativeQuery(\"select email::text, upper(phone) from customers where id = ID\").getResultList()",
          "em.createNativeQuery(\"select coalesce(email, '') from customers where id = ID\").getResultList()",
          "em.createNativeQuery(\"select cast(json_build_object('e', email) as text) from customers where id = ID\").getResultList()",
          "em.createNativeQuery(\"select array_agg(email) from customers where id = ID\").getResultList()",
          "em.createNativeQuery(\"select string_agg(email, ';') from customers where id = ID\").getSingleResult()",
          "em.createNativeQuery(\"select (select email from customers where id = ID)\").getSingleResult()",
          "em.createNativeQuery(\"select email from customers where id = ID union select 'x' from customers where id = ID\").getResultList()",
          "em.createNativeQuery(\"select cast(row(c.*) as text) from customers c where id = ID\").getResultList()",
          "jdbc(\"select email from customers where id = ID\")",
          "jdbc(\"select phone || '' from customers where id = ID\")",
          "jdbc(\"select to_jsonb(c) from customers c where id = ID\")",
          "jdbc(\"select password from ways_item where id = ID\")",
          "jdbc(\"select secret_day from ways_item where id = ID\")",
          "jdbc(\"select secret_amount from ways_item where id = ID\")",
          "jdbc(\"select secret_words from ways_item where id = ID\")",
          "tx(() -> C.email)",
          "Order.<Order>find(\"customer.id\", IDL).firstResult().customer.email",
          "run(() -> System.out.println(C.email))",
          "run(() -> System.out.printf(\"%s;%s%n\", C.email, C.phone))",
          "run(() -> System.out.print(List.of(C.email)))",
          "run(() -> print(C.email))",
          "run(() -> page(Customer.find(\"id\", IDL)))",
          "run(() -> sql(\"select email from customers where id = ?\", ID))",
          "run(() -> { throw new IllegalStateException(\"bad: \" + C.email); })",
          "run(() -> Long.parseLong(C.email))",
          "run(() -> jdbc(\"select email::int from customers where id = ID\"))");

  private static final List<String> PLAIN =
      List.of(
          "C.name",
          "C.id",
          "C.slug + C.name",
          "C.signedUpOn",
          "C.name.toUpperCase()",
          "C.name + \" \" + C.signedUpOn",
          "List.of(C.name, C.name)",
          "Map.of(C.name, 1)",
          "Optional.of(C.name)",
          "new String[] {C.name}",
          "customers.get(ID).name()",
          "Customer.find(\"id\", IDL)",
          "Customer.list(\"id\", IDL)",
          "Customer.<Customer>list(\"id\", IDL).stream().map(c -> c.name).toList()",
          "em.createQuery(\"select c.name from Customer c where Q\").getSingleResult()",
          "em.createQuery(\"select upper(c.name), c.id from Customer c where Q\").getResultList()",
          "em.createQuery(\"select c.name || '!' from Customer c where Q\").getSingleResult()",
          "em.createQuery(\"select max(c.name) from Customer c where Q\").getSingleResult()",
          "em.createQuery(\"select c.name from Customer c where c.email like 'w%' and Q\").getResultList()",
          "em.createNativeQuery(\"select name from customers where id = ID\").getSingleResult()",
          "em.createNativeQuery(\"select name || ' x' from customers where id = ID\").getSingleResult()",
          "em.createNativeQuery(\"select lower(name), signed_up_on from customers where id = ID\").getResultList()",
          "em.createNativeQuery(\"select json_build_object('n', name)\\\\:\\\\:text from customers where id = ID\").getResultList()",
          "jdbc(\"select name from customers where id = ID\")",
          "jdbc(\"select name || '' from customers where id = ID\")",
          "Customer.find(\"id\", IDL).project(Ways.Address.class).firstResult().name()",
          "tx(() -> C.name)",
          "String.format(\"%s <%s>\", C.name, C.email)",
          "C.name + C.email",
          "run(() -> System.out.println(C.name))",
          "run(() -> System.out.printf(\"%s;%s%n\", C.email, C.name))",
          "run(() -> print(C.name))",
          "run(() -> { throw new IllegalStateException(\"bad: \" + C.name); })",
          "run(() -> sql(\"select name from customers where id = ?\", ID))");

  private static final List<String> NUMBERS =
      List.of(
          "Customer.count(\"id\", IDL) + 4241",
          "Customer.find(\"id\", IDL).count() + 4241",
          "C.email.length() * 0 + 4242",
          "em.createQuery(\"select count(c) + 4241 from Customer c where Q\").getSingleResult()",
          "em.createNativeQuery(\"select count(email) + 4241 from customers where id = ID\").getSingleResult()",
          "em.createNativeQuery(\"select 4242\").getSingleResult()",
          "jdbc(\"select sum(id) * 0 + 4242 from customers where id = ID\")",
          "new BigDecimal(\"4242.00\")",
          "\"4242\"",
          "List.of(1, 4242)");

  private Connection aside;
  private TestShell shell;

  @BeforeEach
  void customersOfTheirOwn() throws Exception {
    aside = TestShell.database().connect();
    execute(
        "insert into customers (id, name, email, phone, signed_up_on, slug) select "
            + FIRST
            + " + i, 'Name of ' || i, 'w' || i || '.k3x@secret.example', '+49 30 5550' || 1000 + i,"
            + " date '2024-02-03', 's' from generate_series(0, 199) i;"
            + "insert into orders (id, customer_id, status, placed_at, updated_at, version) select "
            + FIRST
            + " + i, "
            + FIRST
            + " + i, 'PLACED', now(), now(), 0 from generate_series(0, 199) i;"
            + "create table ways_item (id bigint primary key, password text, secret_day date,"
            + " secret_amount numeric(12, 2), secret_words text[]);"
            + "insert into ways_item select "
            + FIRST
            + " + i, 'q' || i, date '1960-01-01' + i, 5000 + i, array['w' || i || '.k3x@secret.example', 'b']"
            + " from generate_series(0, 199) i");
    shell = TestShell.reading();
  }

  @AfterEach
  void noneOfThem() throws Exception {
    shell.close();
    execute(
        "delete from orders where id between 7100000 and 7100199;"
            + "delete from customers where id between 7100000 and 7100199;"
            + "drop table ways_item");
    aside.close();
  }

  @Test
  void sensitiveValuesAreNeverShownAndPlainOnesAre() throws Exception {
    List<String> all = new ArrayList<>(SENSITIVE);
    all.addAll(PLAIN);
    all.addAll(NUMBERS);
    define(all);
    List<String> shows = new ArrayList<>();
    List<String> hides = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String printed = printed(i);
      if (tells(printed, i)) {
        shows.add(all.get(i) + " -> " + printed);
      }
      boolean plain = i >= SENSITIVE.size();
      String wanted = i < SENSITIVE.size() + PLAIN.size() ? plainly(all.get(i), i) : "4242";
      if (plain
          ? !printed.toLowerCase(Locale.ROOT).contains(wanted)
          : !printed.contains("***") && !printed.contains("is left out")) {
        hides.add(all.get(i) + " -> " + printed);
      }
    }
    assertThat(shows).isEmpty();
    assertThat(hides).isEmpty();
    assertThat(SENSITIVE).hasSizeGreaterThanOrEqualTo(40);
    assertThat(PLAIN.size() + NUMBERS.size()).isGreaterThanOrEqualTo(40);
  }

  private static String plainly(String way, int i) {
    return way.equals("C.id")
        ? String.valueOf(FIRST + i)
        : way.equals("C.signedUpOn") ? "2024-02-03" : "name of " + i;
  }

  private static boolean tells(String printed, int i) {
    String small = printed.toLowerCase(Locale.ROOT);
    return small.contains("k3x@secret")
        || small.contains("+49 30 5550")
        || small.lines().anyMatch(line -> line.strip().equals("q" + i))
        || small.contains("1960-")
        || small.contains("5" + String.format(Locale.ROOT, "%03d", i) + ".00");
  }

  // One snippet, one compiler.
  private void define(List<String> ways) {
    StringBuilder code =
        new StringBuilder(
            """
            import dev.oneoff.admin.shell.Helpers;
            import dev.oneoff.admin.shell.Ways;
            Object run(Helpers.Block work) throws Exception { work.run(); return null; }
            List<Object> jdbc(String sql) throws Exception {
              try (var c = bean(javax.sql.DataSource.class).getConnection();
                  var s = c.createStatement(); var r = s.executeQuery(sql)) {
                List<Object> all = new ArrayList<>();
                while (r.next()) {
                  Object value = r.getObject(1);
                  all.add(value instanceof java.sql.Array array ? List.of((Object[]) array.getArray()) : value);
                }
                return all;
              }
            }
            void define() {
            """);
    for (int i = 0; i < ways.size(); i++) {
      String id = String.valueOf(FIRST + i);
      code.append("  Ways.add(" + i + ", () -> ")
          .append(
              ways.get(i)
                  .replace("IDL", id + "L")
                  .replace("ID", id)
                  .replaceAll("\\bC\\.", "Customer.<Customer>findById(" + id + "L).")
                  .replaceAll("(?<![\\w.<])C(?![\\w.])", "Customer.findById(" + id + "L)")
                  .replaceAll("\\bQ\\b", "c.id = " + id))
          .append(");\n");
    }
    String said = shell.run(code.append("}\ndefine()\n").toString());
    assertThat(said).isEmpty();
  }

  // As the shell shows a snippet's value, or why there is none.
  private String printed(int number) {
    Callable<Object> way = Ways.get(number);
    return shell.shown(way);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = aside.createStatement()) {
      statement.execute(sql);
    }
  }
}
