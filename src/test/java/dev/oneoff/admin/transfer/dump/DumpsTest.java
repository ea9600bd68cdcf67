package dev.oneoff.admin.transfer.dump;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.transfer.export.OrdersDatabase;
import dev.oneoff.admin.transfer.manifest.Manifest;
import dev.oneoff.admin.transfer.manifest.ManifestJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpsTest {

  @TempDir Path directory;

  private OrdersDatabase orders;

  @BeforeEach
  void rows() throws Exception {
    orders = new OrdersDatabase();
    orders
        .database()
        .execute(
            """
            create table databasechangelog (id text, author text, filename text, dateexecuted timestamp, orderexecuted int);
            create table databasechangeloglock (id int);
            create table admin_run (id int generated always as identity);
            create table admin_guests (id int generated always as identity, twice int generated always as (id * 2) stored);
            create table days (day date, n int) partition by range (day);
            create table days_2024 partition of days for values from ('2024-01-01') to ('2025-01-01');
            create table days_rest partition of days default;
            insert into days values ('2024-05-05', 1), ('2030-01-01', 2);
            insert into admin_guests default values;
            select nextval('orders_seq')
            """);
  }

  @AfterEach
  void drop() {
    orders.close();
  }

  @Test
  void exactlyTheServicesTablesAreExported() throws Exception {
    TestConsole console = dump("all", 2, false);
    assertThat(files("all"))
        .containsExactly(
            "manifest.json",
            "public.admin_guests.csv.gz",
            "public.customers.csv.gz",
            "public.days.csv.gz",
            "public.order_lines.csv.gz",
            "public.orders.csv.gz",
            "public.products.csv.gz");
    assertThat(text("all", "public.days.csv.gz")).isEqualTo("day,n\n2024-05-05,1\n2030-01-01,2\n");
    assertThat(text("all", "public.admin_guests.csv.gz")).isEqualTo("id\n1\n");
    assertThat(text("all", "public.customers.csv.gz")).contains("email (masked)", "***");
    Manifest manifest = manifest("all");
    assertThat(manifest.files().get(1).masked()).containsExactlyInAnyOrder("email", "phone");
    assertThat(manifest.sequences().stream().map(Manifest.SequenceState::name))
        .containsExactly(
            "admin_guests_id_seq",
            "customers_seq",
            "order_lines_seq",
            "orders_seq",
            "products_seq");
    assertThat(console.talk())
        .containsSubsequence(
            "These columns are masked: customers.email, customers.phone",
            "cannot be restored",
            "of 6 tables, in");
    assertThat(manifest.obstacles()).hasSize(1);
  }

  @Test
  void withoutABootItIsTheSame() throws Exception {
    dump("booted", 1, false);
    new Dumps(Entities.unknown())
        .run(
            new DumpRequest(directory.resolve("unbooted"), 1, false),
            orders.database().database(),
            TestConsole.unattended().invocation());
    assertThat(manifest("unbooted").files()).isEqualTo(manifest("booted").files());
    assertThat(text("unbooted", "public.customers.csv.gz")).contains("***");
  }

  @Test
  void aZipContainsTheSame() throws Exception {
    dump("all.zip", 1, true);
    try (ZipFile zip = new ZipFile(directory.resolve("all.zip").toFile())) {
      assertThat(zip.stream().map(entry -> entry.getName()))
          .hasSize(7)
          .contains("manifest.json", "public.customers.csv.gz");
    }
    assertThat(files("")).containsExactly("all.zip");
  }

  @Test
  void whetherItCanBeRestoredIsSaidBeforeTheFirstRow() throws Exception {
    assertThat(dump("whole", 1, true).talk())
        .containsSubsequence("It can be restored as a whole", "rows of 6 tables");
    assertThat(manifest("whole").obstacles()).isEmpty();
    orders
        .database()
        .execute(
            """
            create schema elsewhere; create table elsewhere."Two Words" (id int primary key);
            create table lost (id int, constraint leads_out foreign key (id) references elsewhere."Two Words");
            create domain picture as oid; create table pictures (picture picture);
            insert into pictures select lo_create(0);
            create materialized view totals as select count(*) from days;
            """);
    TestConsole console = TestConsole.unattended();
    assertThat(
            new Dumps(orders.entities())
                .run(
                    new DumpRequest(directory.resolve("parts"), 1, true),
                    orders.database().database(),
                    console.invocation()))
        .isFalse();
    assertThat(console.talk())
        .containsSubsequence(
            "Not in it are the materialized views totals.",
            "Not in it are the tables of the schemas elsewhere.",
            "The key leads_out of lost leads to elsewhere.\"Two Words\", whose rows are not in it.",
            "large objects, 1 of them, to which these columns may lead: pictures.picture.",
            "So it cannot be restored as a whole.",
            "rows of 8 tables");
    assertThat(manifest("parts").obstacles()).hasSize(2);
  }

  @Test
  void anExistingFileIsNotReplaced() throws Exception {
    Files.createDirectory(directory.resolve("all"));
    assertThatThrownBy(() -> dump("all", 1, true))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("already exists");
    Files.createDirectory(directory.resolve("other.part"));
    Files.writeString(directory.resolve("other.part/mine.txt"), "mine");
    assertThatThrownBy(() -> dump("other", 1, true)).is(because(AdminException.Cause.REFUSED));
    assertThat(directory.resolve("other.part/mine.txt")).hasContent("mine");
  }

  @Test
  void noParentFoldersAreCreated() {
    assertThatThrownBy(() -> dump("mistyped/all", 1, true))
        .is(because(AdminException.Cause.USAGE))
        .hasMessageContaining("there is no folder " + directory.resolve("mistyped"));
    assertThat(directory.resolve("mistyped")).doesNotExist();
  }

  @Test
  void allTablesAreOfOneSnapshotWhileOthersWrite() throws Exception {
    orders.database().execute("create table a (n int); create table b (n int)");
    CountDownLatch begun = new CountDownLatch(20);
    Thread writer = new Thread(() -> writeUntilInterrupted(begun));
    writer.start();
    begun.await();
    dump("all", 3, true);
    writer.interrupt();
    writer.join();
    assertThat(text("all", "public.a.csv.gz"))
        .isEqualTo(text("all", "public.b.csv.gz"))
        .contains("\n20\n");
  }

  private void writeUntilInterrupted(CountDownLatch begun) {
    try (Connection connection = orders.database().connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int i = 1; !Thread.currentThread().isInterrupted(); i++) {
        statement.execute("insert into a values (" + i + ")");
        statement.execute("insert into b values (" + i + ")");
        connection.commit();
        begun.countDown();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aSecondAttemptKeepsCompleteAndUnchangedTables() throws Exception {
    failInTheMiddle();
    List<String> before = files("all.part");
    assertThat(before).contains("public.products.csv.gz", "public.products.csv.gz.done");
    orders
        .database()
        .execute(
            """
            delete from days where n = 1; insert into days values ('2024-05-05', 3);
            update customers set slug = 'ada' where id = 1
            """);
    orders.database().execute("drop table zz_fails; drop function fails");
    TestConsole console = dump("all", 1, true);
    assertThat(console.talk()).contains("unchanged since the last attempt");
    assertThat(text("all", "public.days.csv.gz")).isEqualTo("day,n\n2024-05-05,3\n2030-01-01,2\n");
    assertThat(text("all", "public.customers.csv.gz"))
        .contains("1,Ada,ada@example.com,,2024-01-01,ada\n");
    assertThat(files("all")).noneMatch(name -> name.endsWith(".done") || name.endsWith(".lock"));
  }

  @Test
  void aDifferentSecondAttemptStartsOver() throws Exception {
    failInTheMiddle();
    orders.database().execute("drop table zz_fails; drop function fails");
    assertThat(dump("all", 1, false).talk()).doesNotContain("unchanged");
    assertThat(text("all", "public.customers.csv.gz")).contains("***");
  }

  // The last table cannot be read.
  private void failInTheMiddle() throws Exception {
    orders
        .database()
        .execute(
            """
            create function fails() returns boolean language plpgsql as 'begin raise ''no''; end';
            create table zz_fails (n int); insert into zz_fails values (1);
            alter table zz_fails enable row level security, force row level security;
            """);
    orders
        .database()
        .execute(
            "create role reader login password 'x'; grant select on all tables in schema public to"
                + " reader; grant select on all sequences in schema public to reader");
    try {
      assertThatThrownBy(
              () ->
                  new Dumps(orders.entities())
                      .run(
                          new DumpRequest(directory.resolve("all"), 1, true),
                          orders.database().database("database.readonly-url", readerUrl()),
                          TestConsole.unattended().invocation()))
          .hasMessageContaining("row-level security");
    } finally {
      orders.database().execute("drop owned by reader; drop role reader");
    }
  }

  private String readerUrl() {
    return orders
        .database()
        .location()
        .jdbcUrl()
        .replace("jdbc:postgresql://", "postgres://reader:x@");
  }

  private TestConsole dump(String target, int workers, boolean unmask) throws Exception {
    TestConsole console = TestConsole.unattended();
    new Dumps(orders.entities())
        .run(
            new DumpRequest(directory.resolve(target), workers, unmask),
            orders.database().database(),
            console.invocation());
    return console;
  }

  private List<String> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String text(String folder, String file) throws IOException {
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(directory.resolve(folder).resolve(file)))) {
      return new String(in.readAllBytes());
    }
  }

  private Manifest manifest(String folder) throws IOException {
    try (InputStream in =
        Files.newInputStream(directory.resolve(folder).resolve(Manifest.FILE_NAME))) {
      return ManifestJson.read(in, folder);
    }
  }
}
