package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code shell} of the packaged jar, without a terminal. What a snippet does is {@code
 * ShellScriptTest}'s.
 */
class ShellIT {

  private static final JarPostgres.Database DATABASE = JarPostgres.database();

  private static App app;

  @TempDir Path directory;

  @BeforeAll
  static void migrate() throws Exception {
    app = App.packaged().on(DATABASE);
    JarPostgres.migrated(DATABASE, app);
    DATABASE.execute(
        """
        insert into customers (id, name, email, signed_up_on)
          values (901, 'Ada', 'ada@example.org', '2026-01-01'), (902, 'Bob', 'bob@example.org', '2026-01-02');
        insert into products (id, sku, name, price) values (901, 'TEA', 'Tea', 4.50);
        insert into orders (id, customer_id, status, placed_at, updated_at)
          values (901, 901, 'PLACED', '2026-01-31T12:00Z', now());
        insert into order_lines (id, order_id, product_id, quantity, unit_price) values (901, 901, 901, 2, 4.50)
        """);
  }

  @Test
  void theValueOfTheLastExpressionIsTheData() {
    assertThat(app.run("shell", "--format", "json", "-c", "\"a\\\"b\"").succeeds().out())
        .isEqualTo("\"a\\\"b\"\n");
  }

  @Test
  void theServicesEndpointsAnswerAndSoDoesTheirDescription() {
    assertThat(shell("http.get(\"/q/openapi?format=json\").body().contains(\"/api/orders\")").out())
        .isEqualTo("true\n");
  }

  @Test
  void entitiesBeansAndFieldsBehaveAsInTheService() {
    Path script =
        file(
            """
            // A record, a method, a lambda and generics.
            record Line(String name, int length) {}

            Line line(Customer customer) {
              return new Line(customer.name, customer.name.length());
            }

            List<Customer> customers = Customer.list("id >= ?1", Sort.by("id"), 901L)
            customers.get(0).name += "!"
            customers.get(0).name = customers.get(0).name.toUpperCase()
            Function<Customer, Line> toLine = c -> line(c)
            System.out.println(Customer.count("id >= 901") + " of " + em.getMetamodel().getEntities().size() + " " + orders.get(901).total())
            customers
              .stream()
              .map(toLine)
              .toList()
            """);
    assertThat(app.run("shell", "--format", "csv", script.toString()).succeeds().out())
        .isEqualTo("2 of 4 9.00\nname,length\nADA!,4\nBob,3\n");
  }

  @Test
  void anEntityIsPrintedByItsAttributesAndNamesItsRelations() {
    assertThat(shell("Order.findById(901L)").out())
        .contains("customer   Customer#901\n", "status     PLACED\n", "lines      (not loaded)\n");
  }

  @Test
  void whileItReadsEveryWayToWriteIsRefused() throws Exception {
    Path script =
        file(
            """
            import dev.oneoff.admin.shell.Helpers;

            boolean refused(Helpers.Block way) {
              try {
                way.run();
              } catch (Throwable e) {
                for (Throwable t = e; t != null; t = t.getCause()) {
                  if (t.toString().contains("read-only transaction") || t.toString().contains("is read-only")) return true;
                }
                System.out.println(e);
              }
              return false;
            }

            System.out.println(refused(() -> tx(() -> { Customer c = Customer.findById(901L); c.name = "x"; })));
            System.out.println(refused(() -> tx(() -> { var p = new Product(); p.sku = "X"; p.name = "X"; p.price = BigDecimal.ONE; p.persist(); })));
            System.out.println(refused(() -> customers.create(new NewCustomer("Eve", "eve@example.org", null))));
            System.out.println(refused(() -> tx(() -> Customer.update("name = 'x'"))));
            System.out.println(refused(() -> { try (var c = bean(javax.sql.DataSource.class).getConnection(); var s = c.createStatement()) { s.execute("delete from order_lines"); } }));
            System.out.println(refused(() -> sql("delete from order_lines")));
            """);
    assertThat(app.run("shell", script.toString()).succeeds().out()).isEqualTo("true\n".repeat(6));
    assertThat(DATABASE.query("select count(*) from order_lines where id = 901")).isEqualTo("1");
    assertThat(DATABASE.query("select name from customers where id = 901")).isEqualTo("Ada");
    String write = "tx(() -> { Customer c = Customer.findById(901L); c.name = \"x\"; })";
    app.run("shell", "-c", write).failsWith(3, "Line 1 tried to write", "--write --reason");
  }

  @Test
  @Tag("one-java")
  void withAReasonItWritesAndSaysWhatItChanged() throws Exception {
    JarRun run =
        app.run(
                "shell",
                "--write",
                "--reason",
                "ticket 7",
                "-c",
                "tx(() -> { Customer c = Customer.findById(902L); c.slug = \"bob\"; })")
            .succeeds();
    assertThat(run.err()).contains("customers: 1 row updated.");
    assertThat(DATABASE.query("select slug from customers where id = 902")).isEqualTo("bob");
    String id = DATABASE.query("select max(id) from admin_run where reason = 'ticket 7'");
    assertThat(DATABASE.query("select text from admin_run_statement where run_id = " + id))
        .contains("c.slug = \"bob\"");
  }

  @Test
  void anExceptionIsReportedWithItsCauseAndLine() {
    Path script =
        file(
            """
            int half(int i) {
              if (i == 0) throw new IllegalStateException("nothing", new RuntimeException("inner"));
              return i / 2;
            }

            half(4)
            half(0)
            System.out.println("never")
            """);
    JarRun run = app.run("shell", script.toString()).failsWith(1, "Line 2 failed: ");
    assertThat(run.err())
        .contains("IllegalStateException: nothing\n  because of RuntimeException: inner");
  }

  @Test
  @Tag("one-java")
  void aScriptIsPipedIn() {
    JarRun run =
        app.bash(
            "printf 'var x = 20;\\nint twice(int i) {\\n  return 2 * i;\\n}\\ntwice(x) + 2\\n' | $APP shell");
    assertThat(run.succeeds().out()).isEqualTo("42\n");
  }

  @Test
  void aMillionRowsFitInLittleMemory() {
    // Without a terminal nothing is paged: all of them come.
    JarRun million =
        app.withJvmOption("-Xmx80m")
            .bash(
                "$APP shell --format csv -c 'sql(\"select i, repeat(chr(120), 100) from"
                    + " generate_series(1, 1000000) i\")' | wc -l")
            .succeeds();
    assertThat(million.out()).contains("1000001");
  }

  @Test
  void aTransactionThatIsLeftOpenIsRolledBack() {
    String begin =
        "bean(jakarta.transaction.UserTransaction.class).begin(); System.out.println(\"here\")";
    assertThat(shell(begin).err()).contains("was left open was rolled back");
  }

  @Test
  void withoutACompilerItSaysWhatToInstall() {
    app.withJvmOption("--limit-modules")
        .withJvmOption("java.se,jdk.unsupported,jdk.management,jdk.naming.rmi,jdk.zipfs")
        .run("shell", "-c", "1")
        .failsWith(78, "no module jdk.jshell", "Install a JDK");
  }

  private static JarRun shell(String code) {
    return app.run("shell", "-c", code).succeeds();
  }

  private Path file(String text) {
    try {
      return Files.writeString(directory.resolve("script.jsh"), text);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
