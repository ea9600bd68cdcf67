package dev.oneoff.admin.transfer.restore;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.ToolkitChangesets;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.transfer.dump.DumpRequest;
import dev.oneoff.admin.transfer.dump.DumpsOf;
import dev.oneoff.admin.transfer.export.OrdersDatabase;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoresTest {

  private static final String TABLES =
      """
      create table databasechangelog (id text, author text, filename text, dateexecuted timestamp, orderexecuted int);
      insert into databasechangelog values ('1', 'me', 'a.sql', now(), 1);
      create table people (id int generated always as identity primary key, boss int references people,
        doubled int generated always as (id * 2) stored, unique (id, boss));
      create table left_ones (id int primary key, other int not null);
      create table right_ones (id int primary key, other int not null references left_ones);
      alter table left_ones add constraint others foreign key (other) references right_ones deferrable;
      """;

  @TempDir static Path exported;

  private static OrdersDatabase from;

  @TempDir Path directory;

  private final TestDatabase to = new TestDatabase();
  private Path all;

  @BeforeAll
  static void export() throws Exception {
    from = new OrdersDatabase();
    from.database().execute(TABLES);
    from.database()
        .execute(
            """
            insert into people (boss) values (2), (null), (1);
            begin; set constraints all deferred; insert into left_ones values (1, 2);
            insert into right_ones values (2, 1); commit;
            insert into products (id, sku, name, price)
              select i, 'SKU' || i, E'a "b"\\n' || i, i / 3.0 from generate_series(1, 5000) i;
            select setval('products_seq', 77), nextval('customers_seq')
            """);
    dump(exported.resolve("all"), true);
  }

  @BeforeEach
  void emptyTables() throws Exception {
    to.create();
    OrdersDatabase.makeTables(to);
    ToolkitChangesets.makeTables(to);
    to.execute(TABLES);
    all = Files.createDirectory(directory.resolve("all"));
    try (Stream<Path> files = Files.list(exported.resolve("all"))) {
      for (Path file : files.toList()) {
        Files.copy(file, all.resolve(file.getFileName()));
      }
    }
  }

  @AfterEach
  void dropEmptyTables() {
    to.drop();
  }

  @AfterAll
  static void drop() {
    from.close();
  }

  @Test
  void everythingIsRestored() throws Exception {
    TestConsole console = restore(all, false);
    assertSame();
    assertThat(to.query("select last_value || ' ' || is_called from products_seq"))
        .containsExactly("77 true");
    assertThat(to.query("select last_value from people_id_seq")).containsExactly("3");
    assertThat(to.query("select loaded from admin_restore where loaded = ''")).isEmpty();
    assertThat(console.talk()).contains("5,008 rows of 7 tables are restored, as of ");
    to.execute("insert into people (boss) values (1)");
  }

  @Test
  void aRestoredExportIsNotRestoredAgainUntilRowsChange() throws Exception {
    restore(all, false);
    assertThat(restore(all, false).talk()).contains("Nothing to do: this export was restored");
    assertSame();
    assertThat(restore(all, true).talk()).contains("5,008 rows of 7 tables are restored");
    to.execute("insert into people (id, boss) overriding system value values (99, 1)");
    assertThatThrownBy(() -> restore(all, false))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("There are rows in");
  }

  @Test
  void aZipIsRestoredToo() throws Exception {
    Path zip = directory.resolve("all.zip");
    new DumpsOf(from).run(new DumpRequest(zip, 1, true));
    restore(zip, false);
    assertSame();
  }

  @Test
  void existingRowsAreReplacedOnlyOnRequest() throws Exception {
    to.execute("insert into products (id, sku, name, price) values (1, 'OLD', 'old', 1)");
    assertThatThrownBy(() -> restore(all, false))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("There are rows in public.products,");
    restore(all, true);
    assertSame();
  }

  @Test
  void anInterruptedRestoreResumesWithoutDuplicateRows() throws Exception {
    // The order of the keys brings it last.
    Path last = all.resolve("public.orders.csv.gz");
    byte[] whole = Files.readAllBytes(last);
    Files.write(last, java.util.Arrays.copyOf(whole, whole.length - 20));
    assertThatThrownBy(() -> restore(all, false))
        .is(because(AdminException.Cause.FAILED))
        .hasMessageContaining("ends in the middle: it was cut");
    assertThat(to.query("select count(*) from products")).containsExactly("5000");
    assertThat(to.query("select count(*) from orders")).containsExactly("0");
    Files.write(last, whole);
    restore(all, false);
    assertSame();
  }

  @Test
  void oneProcessRestoresAtATime() throws Exception {
    TestConsole other = TestConsole.unattended();
    try (RestoreSession session = RestoreSession.open(to.database(), other.invocation())) {
      assertThat(session.connection().isValid(1)).isTrue();
      assertThatThrownBy(() -> restore(all, false))
          .is(because(AdminException.Cause.BUSY))
          .hasMessageContaining("Another process is restoring into this database.");
    }
    restore(all, false);
    assertSame();
  }

  @Test
  void aChangedFileIsRefused() throws Exception {
    try (RandomAccessFile file =
        new RandomAccessFile(all.resolve("public.customers.csv.gz").toFile(), "rw")) {
      // The time in gzip's header, which changes no row.
      file.seek(4);
      file.write(42);
    }
    assertThatThrownBy(() -> restore(all, false))
        .is(because(AdminException.Cause.FAILED))
        .hasMessageContaining("public.customers.csv.gz has a different checksum");
    assertThat(to.query("select count(*) from customers")).containsExactly("0");
  }

  @Test
  void aManifestCannotNameFilesElsewhere() throws Exception {
    Path manifest = all.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("public.customers.csv.gz", "../all/public.customers.csv.gz"));
    assertThatThrownBy(() -> restore(all, false)).hasMessageContaining("names no file");
  }

  @Test
  void maskedExportsAreRefused() throws Exception {
    all = directory.resolve("masked");
    dump(all, false);
    assertThatThrownBy(() -> restore(all, false))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("holds no values of customers.email, customers.phone");
  }

  @Test
  void anotherSchemaVersionIsRefused() throws Exception {
    to.execute("insert into databasechangelog values ('2', 'me', 'b.sql', now(), 2)");
    assertThatThrownBy(() -> restore(all, false))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("a.sql::1, and here it is b.sql::2");
  }

  @Test
  void aMissingTableIsNamed() throws Exception {
    to.execute("drop table people");
    assertThatThrownBy(() -> restore(all, false))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("no table public.people");
  }

  @Test
  void rowsAddedBySomebodyElseAreFound() throws Exception {
    // It is written between the last rows and the end.
    to.execute(
        """
        create function adds() returns trigger language plpgsql as
          $$ begin insert into people (id, boss) overriding system value values (99, 1); return null; end $$;
        create trigger adds after insert on admin_restore for each row
          when (new.loaded = 'public.people') execute function adds()
        """);
    assertThatThrownBy(() -> restore(all, false))
        .is(because(AdminException.Cause.FAILED))
        .hasMessageContaining("public.people has 4 rows now, and the manifest says 3");
  }

  @Test
  void aFileThatIsNotAnExportIsReported() throws Exception {
    assertThatThrownBy(() -> restore(directory.resolve("nothing"), false))
        .is(because(AdminException.Cause.CONFIGURATION));
    Path text = Files.writeString(directory.resolve("a.zip"), "no zip");
    assertThatThrownBy(() -> restore(text, false))
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessageContaining("neither a folder nor a whole zip");
    Files.writeString(all.resolve("manifest.json"), "{\"form\": \"oneoff-export\", ");
    assertThatThrownBy(() -> restore(all, false)).is(because(AdminException.Cause.FAILED));
  }

  private static void dump(Path target, boolean unmask) throws Exception {
    new DumpsOf(from).run(new DumpRequest(target, 2, unmask));
  }

  private TestConsole restore(Path source, boolean replace) throws Exception {
    TestConsole console = TestConsole.unattended();
    new Restores().run(new RestoreRequest(source, replace), to.database(), console.invocation());
    return console;
  }

  private void assertSame() throws Exception {
    for (String table :
        List.of("customers", "orders", "products", "people", "left_ones", "right_ones")) {
      String rows = "select " + table + "::text from " + table + " order by 1";
      assertThat(to.query(rows)).as(table).isEqualTo(from.database().query(rows));
    }
  }
}
