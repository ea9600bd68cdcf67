package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows out of the packaged jar: into pipes and files, masked, and whole or not at all. */
@Tag("one-java")
class ExportIT {

  @TempDir Path directory;

  private static JarPostgres.Database template;

  private JarPostgres.Database database;
  private App app;

  @BeforeAll
  static void customers() throws Exception {
    template = JarPostgres.migrated(App.packaged());
    template.execute(
        """
        insert into customers (id, name, email, signed_up_on)
          select i, 'C' || i, i || '@example.com', '2024-01-01' from generate_series(1, 100000) i;
        insert into orders (id, customer_id, status, placed_at, updated_at)
          values (1, 1, 'PAID', '2024-01-31T12:00Z', '2024-01-31T12:00Z')
        """);
  }

  @BeforeEach
  void copy() throws Exception {
    database = JarPostgres.copy(template);
    app = App.packaged().on(database);
  }

  @Test
  void aPipeMayEndBeforeTheRowsDo() {
    JarRun run = app.bash("$APP export Customer | head -2").succeeds();
    assertThat(run.out())
        .isEqualTo(
            "id,name,email (masked),phone (masked),signed_up_on,slug\n1,C1,***,,2024-01-01,\n");
  }

  @Test
  void aFileIsCompressedByItsExtensionAndHasAManifest() throws Exception {
    Path file = directory.resolve("customers.jsonl.gz");
    JarRun run =
        app.withJvmOption("-Xmx128m")
            .run(
                "export",
                "--query",
                "select c.id, c.email from Customer c where c.id <= :most order by c.id desc",
                "--param",
                "most=99999",
                "--unmask",
                "--reason",
                "ticket 7",
                "--output",
                file.toString())
            .succeeds();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("99,999 rows");
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      assertThat(new String(in.readAllBytes()).lines())
          .hasSize(99_999)
          .startsWith("{\"id\":99999,\"email\":\"99999@example.com\"}");
    }
    assertThat(files(directory))
        .containsExactly("customers.jsonl.gz", "customers.jsonl.gz.manifest.json");
    assertThat(
            database.query(
                "select concat_ws(' ', command, status, processed, reason) from admin_run order by id desc"))
        .isEqualTo("export DONE 99999 ticket 7");
  }

  @Test
  void tablesAreExportedWithoutABoot() throws Exception {
    assertThat(boots("export", "Order")).isTrue();
    assertThat(boots("export", "--select", "select * from orders")).isFalse();
    assertThat(boots("export", "--all", "--output", directory.resolve("all").toString())).isFalse();
  }

  private boolean boots(String... command) throws Exception {
    Path loaded = directory.resolve("loaded");
    app.withJvmOption("-Xlog:class+load:file=" + loaded).run(command).succeeds();
    try (Stream<String> classes = Files.lines(loaded)) {
      return classes.anyMatch(line -> line.contains(" io.quarkus.runner.ApplicationImpl "));
    }
  }

  @Test
  void aKilledExportLeavesNoFileAndTheSameCommandContinues() throws Exception {
    Path all = directory.resolve("all");
    String[] command = {"export", "--all", "--output", all.toString()};
    try (Connection holder = database.connect();
        Statement lock = holder.createStatement()) {
      holder.setAutoCommit(false);
      lock.execute("lock table orders in access exclusive mode");
      try (JarRun run = app.start(command)) {
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> waiting(database).equals("1") || !run.isAlive());
        run.signal("KILL");
      }
      assertThat(all).doesNotExist();
      assertThat(files(directory.resolve("all.part")))
          .contains("public.customers.csv.gz", "public.customers.csv.gz.done")
          .doesNotContain("public.orders.csv.gz", "manifest.json");
    }
    assertThat(app.run(command).succeeds().err())
        .contains("unchanged since the last attempt", "These columns are masked: customers.");
    assertThat(files(all))
        .containsExactly(
            "manifest.json",
            "public.customers.csv.gz",
            "public.order_lines.csv.gz",
            "public.orders.csv.gz",
            "public.products.csv.gz");
    assertThat(files(directory)).containsExactly("all");
    app.run(command).failsWith(3, "already exists");
  }

  @Test
  void everythingIsRestoredInAnotherDatabaseDespiteKills() throws Exception {
    Path all = directory.resolve("all");
    app.run("export", "--all", "--output", all.toString(), "--unmask", "--reason", "a copy")
        .succeeds();
    JarPostgres.Database other = JarPostgres.migrated(App.packaged());
    App restored = App.packaged().on(other);
    String[] command = {"import", "--all", all.toString()};
    try (Connection holder = other.connect();
        Statement lock = holder.createStatement()) {
      holder.setAutoCommit(false);
      lock.execute("lock table orders in share mode");
      try (JarRun run = restored.start(command)) {
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> waiting(other).equals("1") || !run.isAlive());
        run.signal("KILL").await();
      }
    }
    assertThat(other.query("select count(*) from customers")).isEqualTo("100000");
    assertThat(other.query("select count(*) from orders")).isEqualTo("0");
    assertThat(restored.run(command).succeeds().err())
        .contains("100,001 rows of 4 tables are restored");
    String rows =
        "select md5(string_agg(c::text, ',' order by id)) || (select o::text from orders o) from customers c";
    assertThat(other.query(rows)).isEqualTo(database.query(rows));
    assertThat(restored.run(command).succeeds().err())
        .contains("Nothing to do: this export was restored");
    other.execute("delete from orders");
    restored.run(command).failsWith(3, "--replace");
  }

  @Test
  void aSignalEndsItAndNothingIsLeft() throws Exception {
    Path file = directory.resolve("orders.csv");
    try (Connection holder = database.connect();
        Statement lock = holder.createStatement()) {
      holder.setAutoCommit(false);
      lock.execute("lock table orders in access exclusive mode");
      try (JarRun run = app.start("export", "Order", "--output", file.toString())) {
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> waiting(database).equals("1") || !run.isAlive());
        run.signal("INT").await().failsWith(75, "Interrupted. Run the export again");
      }
    }
    assertThat(files(directory)).isEmpty();
  }

  private static String waiting(JarPostgres.Database on) throws Exception {
    return on.query(
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()");
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
