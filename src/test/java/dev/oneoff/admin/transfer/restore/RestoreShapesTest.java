package dev.oneoff.admin.transfer.restore;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.ToolkitChangesets;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.transfer.dump.DumpRequest;
import dev.oneoff.admin.transfer.dump.DumpsOf;
import dev.oneoff.admin.transfer.export.OrdersDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in real schemas comes back as it was: rows, constraints, triggers and sequences. */
class RestoreShapesTest {

  private static final Path RESOURCES =
      Path.of("src/test/resources/dev/oneoff/admin/transfer/restore");

  private static final String OFF = "select name from admin_restore_key order by 1";

  private static final List<String> OFF_HERE =
      List.of("Head, of", "drivers_last_trip", "lost_box", "old_price", "old_route");

  @TempDir static Path exported;

  private static OrdersDatabase from;

  @TempDir Path directory;

  private final TestDatabase to = new TestDatabase();
  private Path all;

  @BeforeAll
  static void export() throws Exception {
    from = new OrdersDatabase();
    for (String part : List.of("shapes.sql", "shapes-rows.sql", "shapes-triggers.sql")) {
      from.database().execute(Files.readString(RESOURCES.resolve(part)));
    }
    new DumpsOf(from).run(new DumpRequest(exported.resolve("all"), 2, true));
  }

  @BeforeEach
  void emptyTables() throws Exception {
    to.create();
    OrdersDatabase.makeTables(to);
    ToolkitChangesets.makeTables(to);
    for (String part : List.of("shapes.sql", "shapes-triggers.sql")) {
      to.execute(Files.readString(RESOURCES.resolve(part)));
    }
    all = Files.createDirectory(directory.resolve("all"));
    for (Path file : files(exported.resolve("all"))) {
      Files.copy(file, all.resolve(file.getFileName()));
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
  void everythingIsRestoredAsItWas() throws Exception {
    TestConsole console = restore(to.database(), false);
    assertSame();
    assertThat(console.talk())
        .contains("Off until all rows are restored", "lost_box of public.\"Lost");
    to.execute("insert into depots (name, head_id) values ('West', 1)");
    assertThatThrownBy(() -> to.execute("insert into depots (name, head_id) values ('East', 99)"))
        .hasMessageContaining("Head, of");
  }

  @Test
  void rowsThatAreReplacedFireNoTrigger() throws Exception {
    to.execute("insert into vehicles values (9, 'old'); insert into wagons values (8, 'old', 1)");
    restore(to.database(), true);
    assertSame();
  }

  @Test
  void whereverItIsInterruptedTheSameCommandContinues() throws Exception {
    List<String> tables = List.of("finders", "drivers", "keys", "trips", "wagons");
    for (String table : tables) {
      Path file = all.resolve("public." + table + ".csv.gz");
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length - 9));
    }
    for (String each : tables) {
      assertThatThrownBy(() -> restore(to.database(), false))
          .as("as often as %s", each)
          .is(because(AdminException.Cause.FAILED))
          .hasMessageContaining("ends in the middle")
          .satisfies(e -> repair(String.valueOf(e.getMessage()).split(" ")[0]));
      assertThat(to.query(OFF)).containsExactlyElementsOf(OFF_HERE);
    }
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
              assertThat(finding.what())
                  .contains(
                      "A restore of " + all,
                      "was interrupted",
                      "are off: Head, of of public.depots");
              assertThat(finding.advice()).contains("Run 'import --all " + all + "' again");
            });
    restore(to.database(), false);
    assertSame();
    assertThat(findings()).isEmpty();
  }

  @Test
  void constraintsThatAnotherRestoreDroppedAreRestoredToo() throws Exception {
    Path last = all.resolve("public.seen.csv.gz");
    Files.write(last, new byte[] {1});
    assertThatThrownBy(() -> restore(to.database(), false))
        .is(because(AdminException.Cause.FAILED));
    all = directory.resolve("another");
    new DumpsOf(from).run(new DumpRequest(all, 1, true));
    restore(to.database(), true);
    assertSame();
  }

  @Test
  void aKeyThatSomebodyRestoredMeanwhileIsDroppedAgain() throws Exception {
    Path file = all.resolve("public.depots.csv.gz");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, new byte[] {1});
    assertThatThrownBy(() -> restore(to.database(), false))
        .is(because(AdminException.Cause.FAILED));
    to.execute(
        "alter table depots add constraint \"Head, of\" foreign key (head_id) references drivers"
            + " match full on update cascade on delete restrict;"
            + " comment on constraint \"Head, of\" on depots is 'Who''s the boss'");
    Files.write(file, whole);
    restore(to.database(), false);
    assertSame();
  }

  @Test
  void rowsThatViolateAKeyAreNamedAndTheKeyStaysRecorded() throws Exception {
    // It is written between the rows and the key's return.
    to.execute(
        """
        create function breaks() returns trigger language plpgsql as
          $$ begin update depots set head_id = 4711 where name = 'North'; return null; end $$;
        create trigger breaks after insert on admin_restore for each row
          when (new.loaded = 'public.depots') execute function breaks()
        """);
    assertThatThrownBy(() -> restore(to.database(), false))
        .is(because(AdminException.Cause.FAILED))
        .hasMessageContaining("Head, of of public.depots cannot be restored")
        .hasMessageContaining("4711");
    assertThat(to.query(OFF)).contains("Head, of");
    to.execute("update depots set head_id = 3 where name = 'North'");
    restore(to.database(), false);
    assertSame();
  }

  @Test
  void aRoleWithoutRightsIsRefusedBeforeAnythingChanges() throws Exception {
    List<String> constraints = shape(to);
    to.execute(
        """
        create role restorer login password 'x';
        grant all on all tables in schema public to restorer;
        grant all on all sequences in schema public to restorer;
        revoke truncate on seen from restorer
        """);
    try {
      Database database =
          to.database(
              "database.direct-url",
              to.location().jdbcUrl().replace("jdbc:postgresql://", "postgres://restorer:x@"));
      assertThatThrownBy(() -> restore(database, true))
          .is(because(AdminException.Cause.REFUSED))
          .hasMessageContaining("the role restorer lacks truncate on \"public\".\"seen\"");
      assertThatThrownBy(() -> restore(database, false))
          .is(because(AdminException.Cause.REFUSED))
          .hasMessageContaining("public.depots, public.drivers, public.old_tickets have foreign")
          .hasMessageContaining("restorer would have to own them");
    } finally {
      to.execute("drop owned by restorer; drop role restorer");
    }
    assertThat(shape(to)).isEqualTo(constraints);
    assertThat(to.query("select export from admin_restore where loaded = ''")).isEmpty();
  }

  private TestConsole restore(Database database, boolean replace) throws Exception {
    TestConsole console = TestConsole.unattended();
    new Restores().run(new RestoreRequest(all, replace), database, console.invocation());
    return console;
  }

  private void repair(String file) throws IOException {
    Files.copy(
        exported.resolve("all").resolve(file),
        all.resolve(file),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private List<Finding> findings() throws Exception {
    return new RestoreCheck().look(to.dataSource(), to.settings());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private void assertSame() throws Exception {
    assertThat(to.query(OFF)).isEmpty();
    assertThat(to.query("select export from admin_restore where loaded = ''")).isEmpty();
    List<String> tables =
        from.database()
            .query(
                "select oid::regclass from pg_class where relkind = 'r' and relnamespace ="
                    + " 'public'::regnamespace and relname !~ '^admin_' order by 1");
    assertThat(tables).hasSizeGreaterThan(20);
    for (String table : tables) {
      String rows = "select t::text from only " + table + " t order by 1";
      assertThat(to.query(rows)).as(table).isEqualTo(from.database().query(rows));
    }
    assertThat(shape(to)).isEqualTo(shape(from.database()));
  }

  /** Constraints, the service's triggers and sequences, as the catalogue has them. */
  private static List<String> shape(TestDatabase database) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path = pg_catalog");
      try (var rows =
          statement.executeQuery(
              """
              select concat_ws(' ', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid), obj_description(oid, 'pg_constraint'))
              from pg_constraint where conrelid <> 0 and conrelid::regclass::text !~ 'admin_'
              union all
              select concat_ws(' ', tgrelid::regclass, tgname, tgenabled) from pg_trigger where not tgisinternal and tgname <> 'breaks'
              union all
              select concat_ws(' ', sequencename, last_value) from pg_sequences where sequencename !~ '^admin_'
              order by 1
              """)) {
        List<String> shape = new java.util.ArrayList<>();
        while (rows.next()) {
          shape.add(rows.getString(1));
        }
        return shape;
      }
    }
  }
}
