package dev.oneoff.admin.transfer.imports;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.record.RecordedRuns;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.migrate.Migrations;
import dev.oneoff.admin.transfer.RowFormat;
import dev.oneoff.admin.transfer.imports.file.Records;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import does to the tables; how it dies, {@code ImportIT} tries. */
@QuarkusTest
class ImporterTest {

  private static final String CUSTOMERS =
      "select concat_ws('|', id, name, email, coalesce(phone, '∅'), signed_up_on, coalesce(slug,"
          + " '∅')) from customers order by id";

  @Inject ImportBeans beans;
  @TempDir Path directory;

  private final TestConsole console = TestConsole.unattended();
  private Database database;

  @BeforeEach
  void theTablesAreThereAndEmpty() throws Exception {
    Settings quarkus = new Settings(ConfigProvider.getConfig());
    Map<String, String> settings = new LinkedHashMap<>(Map.of("oneoff.environment", "test"));
    for (String key :
        List.of(
            "datasource.jdbc.url",
            "datasource.username",
            "datasource.password",
            "liquibase.change-log")) {
      settings.put("quarkus." + key, quarkus.text("quarkus." + key).orElseThrow());
    }
    database = new Database(TestDatabase.settingsOf(settings), "import", sentence -> {});
    new Migrations(quarkus, database.dataSource()).apply(() -> {}, sentence -> {}, () -> {});
    execute(
        "truncate customers, products, orders, order_lines, admin_import; alter sequence"
            + " customers_seq restart");
  }

  @Test
  void rowsKeepTheirTypesAndTheSequenceFollowsTheirIdentifiers() throws Exception {
    ExitCode code =
        run(
            of(
                """
                id,name,email,phone,signedUpOn,slug
                7,Ada,ada@example.com,,2024-02-29,""
                1200,"Bo ""b""
                \\N",bo@example.com,+49 1,2024-03-01,bo
                """));

    assertThat(code).isEqualTo(ExitCode.DONE);
    assertThat(query(CUSTOMERS))
        .containsExactly(
            "7|Ada|ada@example.com|∅|2024-02-29|",
            "1200|Bo \"b\"\n\\N|bo@example.com|+49 1|2024-03-01|bo");
    assertThat(query("select nextval('customers_seq')")).containsExactly("1250");
    assertThat(console.talk()).contains("2 rows inserted in ");
    assertThat(traces()).isEmpty();
  }

  @Test
  void rowsWithoutAnIdentifierGetOneFromTheSequence() throws Exception {
    run(
        of(
            """
            name,email,signed_up_on
            a,a@x,2024-01-01
            b,b@x,2024-01-02
            """));
    run(
        of(
            """
            id,name,email,signed_up_on
            ,c,c@x,2024-01-01
            900,d,d@x,2024-01-02
            """));

    assertThat(query("select name from customers where id > 0 order by name"))
        .containsExactly("a", "b", "c", "d");
    assertThat(
            query(
                "select count(*) from customers where id > (select last_value from customers_seq)"))
        .containsExactly("0");
  }

  @Test
  void eachBadLineIsNamedAndTheGoodOnesAreImported() throws Exception {
    Path rejects = directory.resolve("rejects.csv");
    ExitCode code =
        run(
            of("""
            id,name,email,signedUpOn
            1,a,a@x,2024-01-01
            x,b,b@x,2024-01-01
            3,c,c@x,2024-13-01
            4,,d@x,2024-01-01
            5,e
            6,f,F@X,2024-01-01
            7,g,a@x,2024-01-01
            1,h,h@x,2024-01-01
            9,i,i@x,yesterday
            10,j\0,j@x,2024-01-01
            """)
                .rejects(rejects));

    assertThat(code).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(query("select id from customers order by id")).containsExactly("1", "9");
    assertThat(Files.readString(rejects))
        .isEqualTo(
            """
            line,column,reason,record
            3,id,"invalid input syntax for type bigint: ""x""\","x,b,b@x,2024-01-01"
            4,signedUpOn,"date/time field value out of range: ""2024-13-01""\","3,c,c@x,2024-13-01"
            5,name,must not be null,"4,,d@x,2024-01-01"
            6,,has 2 fields and the header 4,"5,e"
            7,,"new row for relation ""customers"" violates check constraint ""customers_email_lower""\","6,f,F@X,2024-01-01"
            8,email,line 2 has the same,"7,g,a@x,2024-01-01"
            9,id,line 2 has the same,"1,h,h@x,2024-01-01"
            11,name,has a NUL character,"10,j\0,j@x,2024-01-01"
            """);
    assertThat(console.talk())
        .contains("Line 3, id: invalid input syntax", "2 rows inserted, 8 rejected in ");
    assertThat(
            query(
                "select status || exit_code || processed || failed || total from admin_run order by"
                    + " id desc limit 1"))
        .containsExactly("INCOMPLETE42810");
  }

  @Test
  void tooManyBadLinesImportNothing() throws Exception {
    assertThatThrownBy(
            () ->
                run(
                    of("id,name,email,signedUpOn\nx,a,a@x,2024-01-01\ny,a,a@x,2024-01-01\n")
                        .maxErrors(1)))
        .is(because(Cause.FAILED))
        .hasMessageContaining("2 of 2. Nothing of the file was imported.");
    assertThat(traces()).isEmpty();
  }

  @Test
  void aDryRunCountsTheSameAndLeavesNoTrace() throws Exception {
    execute("insert into customers values (1, 'a', 'a@x', null, '2024-01-01', null)");
    String file =
        """
        id,name,email,signedUpOn
        1,b,b@x,2024-01-01
        2,c,c@x,2024-01-01
        3,d,D@x,2024-01-01
        4,e,e@x,2024-01-01
        4,f,f@x,2024-01-01
        """;

    ExitCode code = run(of(file).dryRun());

    assertThat(code).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(console.talk())
        .contains("Nothing was changed: this was a dry run. ", "2 rows inserted, 3 rejected");
    assertThat(query("select name from customers")).containsExactly("a");
    assertThat(traces()).isEmpty();
    run(of(file));
    assertThat(console.talk().lines().reduce((a, b) -> b).orElseThrow())
        .contains("2 rows inserted, 3 rejected");
  }

  @Test
  void existingRowsAreRejectedSkippedOrUpdated() throws Exception {
    String there =
        "truncate customers cascade; insert into customers values (1, 'old', 'a@x', '1',"
            + " '2024-01-01', 'slug'), (2, 'two', 'b@x', null, '2024-01-01', null)";
    String file = "id,name,email,signedUpOn\n1,new,a@x,2024-05-05\n3,c,c@x,2024-05-05\n";

    execute(there);
    assertThat(run(of(file))).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(query("select name from customers order by id")).containsExactly("old", "two", "c");
    assertThat(console.talk()).contains("Line 2, id: there is a Customer with this already.");

    execute(there);
    assertThat(run(of(file).onConflict(OnConflict.SKIP))).isEqualTo(ExitCode.DONE);
    assertThat(query("select name from customers order by id")).containsExactly("old", "two", "c");
    assertThat(console.talk()).contains("1 row inserted, 1 skipped");

    execute(there);
    assertThat(run(of(file).onConflict(OnConflict.UPDATE))).isEqualTo(ExitCode.DONE);
    assertThat(query(CUSTOMERS))
        .containsExactly(
            "1|new|a@x|1|2024-05-05|slug", "2|two|b@x|∅|2024-01-01|∅", "3|c|c@x|∅|2024-05-05|∅");
    assertThat(console.talk()).contains("1 row inserted, 1 updated");
  }

  @Test
  void anyUniqueKeyCanTellRowsApart() throws Exception {
    execute(
        "insert into customers values (1, 'old', 'a@x', '1', '2024-01-01', 'slug'), (2, 'two',"
            + " 'b@x', null, '2024-01-01', null)");

    run(
        of("email,name,signedUpOn\na@x,new,2024-02-02\nz@x,z,2024-02-02\n")
            .onConflict(OnConflict.UPDATE)
            .key("email"));
    assertThat(query("select name from customers order by email"))
        .containsExactly("new", "two", "z");

    // The primary key counts, and the address is another one's.
    assertThat(
            run(
                of("id,email,name,signedUpOn\n1,b@x,stolen,2024-02-02\n")
                    .onConflict(OnConflict.UPDATE)))
        .isEqualTo(ExitCode.INCOMPLETE);
    assertThat(console.talk()).contains("there is another Customer with this already");
    assertThatThrownBy(() -> run(of("id,name\n1,x\n").onConflict(OnConflict.UPDATE).key("name")))
        .is(because(Cause.USAGE))
        .hasMessageContaining("name is not unique in customers. There are id; email.");
  }

  @Test
  void maskedColumnsAreRefusedOrStayAsTheyAre() throws Exception {
    execute("insert into customers values (1, 'old', 'a@x', '1', '2024-01-01', null)");
    String file =
        "id,name,email (masked),phone (masked),signedUpOn\n"
            + "1,new,***,***,2024-02-02\n"
            + "2,none,***,***,2024-02-02\n";

    assertThatThrownBy(() -> run(of(file)))
        .is(because(Cause.REFUSED))
        .hasMessageContaining("masked values, which are not the real ones: email, phone");
    assertThatThrownBy(() -> run(of(file).skipMasked()))
        .is(because(Cause.REFUSED))
        .hasMessageContaining("needs 'email'");
    assertThat(run(of(file).skipMasked().onConflict(OnConflict.UPDATE)))
        .isEqualTo(ExitCode.INCOMPLETE);
    assertThat(query(CUSTOMERS)).containsExactly("1|new|a@x|1|2024-02-02|∅");
    assertThat(console.talk())
        .contains("Line 3, id: there is no Customer with this, and a new one needs 'email'");
  }

  @Test
  void aMaskedColumnIsKnownUnderAnyName() throws Exception {
    for (String header :
        List.of(
            "id,name,email,phone (masked),signedUpOn",
            "id,name,email (Masked) ,phone,signedUpOn",
            "id,name,email,phone,signedUpOn")) {
      assertThatThrownBy(
              () -> run(of(header + "\n1,new,***,***,2024-02-02\n2,x,***,,2024-02-02\n")))
          .is(because(Cause.REFUSED))
          .hasMessageContaining("masked values, which are not the real ones: email, phone");
    }
    assertThatThrownBy(() -> run(of("customer.email (masked),status\n***,PAID\n").entity("Order")))
        .is(because(Cause.REFUSED))
        .hasMessageContaining("the real ones: customer.email");
    assertThat(query(CUSTOMERS)).isEmpty();
  }

  @Test
  void aMaskAmongOtherValuesIsRecognised() throws Exception {
    run(of("id,name,email,signedUpOn\n1,***,a@x,2024-02-02\n2,x,b@x,2024-02-02\n"));

    assertThat(query(CUSTOMERS))
        .containsExactly("1|***|a@x|∅|2024-02-02|∅", "2|x|b@x|∅|2024-02-02|∅");
  }

  @Test
  void aRelatedEntityIsIdentifiedByANaturalKey() throws Exception {
    execute("insert into customers values (5, 'a', 'a@x', null, '2024-01-01', null)");

    ExitCode code =
        run(
            of("""
            customer.email,status,placedAt,updatedAt
            a@x,PAID,2024-01-01T10:00:00.123456Z,2024-01-01 10:00:00+02
            nobody@x,PAID,2024-01-01T10:00:00Z,2024-01-01T10:00:00Z
            a@x,GONE,2024-01-01T10:00:00Z,2024-01-01T10:00:00Z
            """)
                .entity("Order"));

    assertThat(code).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(
            query(
                "select customer_id || status || (placed_at = '2024-01-01 10:00:00.123456+00') ||"
                    + " version from orders"))
        .containsExactly("5PAIDtrue0");
    assertThat(console.talk())
        .contains(
            "Line 3, customer.email: there is no Customer with this email.",
            "Line 4, status: 'GONE' is none of PLACED, PAID");
  }

  @Test
  void aDanglingReferenceIsFoundBeforeTheLoad() throws Exception {
    assertThat(
            run(
                of("customer,status,placedAt,updatedAt\n"
                        + "99,PAID,2024-01-01T10:00:00Z,2024-01-01T10:00:00Z\n")
                    .entity("Order")))
        .isEqualTo(ExitCode.INCOMPLETE);
    assertThat(console.talk())
        .contains("Line 2, customer: there is no row in customers with this id.");
  }

  @Test
  void anUpdateIncrementsTheVersion() throws Exception {
    execute(
        """
        insert into customers values (5, 'a', 'a@x', null, '2024-01-01', null);
        insert into orders values (8, 5, 'PLACED', '2024-01-01', '2024-01-01', 3)
        """);

    run(of("id,status\n8,PAID\n").entity("Order").onConflict(OnConflict.UPDATE));

    assertThat(query("select status || version from orders")).containsExactly("PAID4");
  }

  @Test
  void jsonLinesAreImportedTheSameWay() throws Exception {
    run(
        of("""
        {"id": 1, "name": "a\\n\\u00fc😀", "email": "a@x", "phone": null, "signedUpOn": "2024-01-01"}
        {"signedUpOn": "2024-01-02", "id": "2", "name": "", "email": "b@x", "phone": ""}
        """)
            .jsonLines());

    assertThat(query(CUSTOMERS))
        .containsExactly("1|a\nü😀|a@x|∅|2024-01-01|∅", "2||b@x||2024-01-02|∅");
  }

  @Test
  void columnsAreMappedAndUnknownOnesAreAnError() throws Exception {
    run(
        of("Number,name,mail,signedUpOn\n1,a,a@x,2024-01-01\n")
            .map("Number", "id")
            .map("mail", "email"));
    assertThat(query("select email from customers")).containsExactly("a@x");

    assertThatThrownBy(() -> run(of("id,nam\n1,a\n")))
        .is(because(Cause.USAGE))
        .hasMessageContaining("no attribute or column 'nam'. Did you mean name?");
    assertThatThrownBy(() -> run(of("id,name\n1,a\n").map("nmae", "name")))
        .is(because(Cause.USAGE))
        .hasMessageContaining(
            "--map names 'nmae', which the file does not have. Did you mean name?");
    assertThatThrownBy(() -> run(of("id,name\n1,a\n")))
        .is(because(Cause.USAGE))
        .hasMessageContaining("The file has no 'email' and 'signedUpOn'");
    assertThatThrownBy(() -> run(of("id,ID\n1,1\n").map("ID", "id")))
        .is(because(Cause.USAGE))
        .hasMessageContaining("are the same column");
  }

  @Test
  void aTriggersRefusalRejectsTheLineWithItsMessage() throws Exception {
    execute(
        """
        create function no_bobs() returns trigger language plpgsql as $$ begin
          if new.name like 'bob%' then raise exception 'no bobs here'; end if; return new; end $$;
        create trigger no_bobs before insert on customers for each row execute function no_bobs()
        """);
    try {
      StringBuilder file = new StringBuilder("id,name,email,signedUpOn\n");
      for (int i = 1; i <= 3000; i++) {
        file.append(i)
            .append(i % 1000 == 7 ? ",bob" : ",ann")
            .append(i)
            .append(",c")
            .append(i)
            .append("@x,2024-01-01\n");
      }
      assertThat(run(of(file.toString()))).isEqualTo(ExitCode.INCOMPLETE);
      assertThat(query("select count(*) from customers")).containsExactly("2997");
      assertThat(console.talk())
          .contains(
              "Line 8: no bobs here.", "Line 1008: no bobs here.", "Line 2008: no bobs here.");
    } finally {
      execute("drop trigger no_bobs on customers; drop function no_bobs");
    }
  }

  @Test
  void beanValidationRejectsALineWithAllReasons() throws Exception {
    String file =
        """
        sku,price,Name
        TEA,4.50,Tea
        tea,4.50,Tea
        MILK,-1,Milk
        GOLD,1.005,Gold
        NONE,0.00," \n"
        SUGAR,0.30,Sugar
        """;
    Path rejects = directory.resolve("rejects.csv");

    assertThat(run(of(file).entity("Product").dryRun())).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(console.talk()).contains("dry run. ", "2 rows inserted, 4 rejected in ");
    assertThat(run(of(file).entity("Product").rejects(rejects))).isEqualTo(ExitCode.INCOMPLETE);

    assertThat(query("select sku from products order by id")).containsExactly("TEA", "SUGAR");
    assertThat(Files.readString(rejects))
        .isEqualTo(
            """
            line,column,reason,record
            3,sku,"must be 1 to 40 capital letters, digits and hyphens","tea,4.50,Tea"
            4,price,must be greater than or equal to 0,"MILK,-1,Milk"
            5,price,numeric value out of bounds (<10 digits>.<2 digits> expected),"GOLD,1.005,Gold"
            6,Name,must be one line of text; must not be blank,"NONE,0.00,"" \n""\"
            """);
    assertThat(console.talk())
        .contains(
            "Line 3, sku: must be 1 to 40 capital letters",
            "Line 6, Name: must be one line of text; must not be blank.",
            "2 rows inserted, 4 rejected");
  }

  @Test
  void beanValidationChecksUpdatesToo() throws Exception {
    execute("insert into products values (1, 'TEA', 'Tea', 4.50), (2, 'old', 'Old', 1)");

    ExitCode code =
        run(of("id,price\n1,-4\n2,2.00\n").entity("Product").onConflict(OnConflict.UPDATE));

    assertThat(code).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(console.talk()).contains("Line 2, price: must be greater than or equal to 0.");
    assertThat(query("select price from products order by id")).containsExactly("4.50", "2.00");
  }

  @Test
  void withoutChecksBeanValidationDoesNotRun() throws Exception {
    assertThat(run(of("id,sku,name,price\n1,tea,Tea,1\n").entity("Product").straight()))
        .isEqualTo(ExitCode.DONE);
    assertThat(query("select sku from products")).containsExactly("tea");
  }

  @Test
  void aStraightCopyIsAllOrNothing() throws Exception {
    run(of("id,name,email,signedUpOn\n1,a,a@x,2024-01-01\n700,b,b@x,2024-01-01\n").straight());
    assertThat(query("select count(*) from customers")).containsExactly("2");
    assertThat(query("select nextval('customers_seq')")).containsExactly("750");

    assertThatThrownBy(
            () -> run(of("id,name,email,signedUpOn\n8,a,c@x,2024-01-01\n9,b,b@x,x\n").straight()))
        .is(because(Cause.FAILED))
        .hasMessageContaining(
            "Nothing was imported: line 3, column signed_up_on: invalid input syntax");
    assertThat(query("select count(*) from customers")).containsExactly("2");
    assertThatThrownBy(() -> run(of("name,email,signedUpOn\na,a@x,2024-01-01\n").straight()))
        .is(because(Cause.USAGE))
        .hasMessageContaining("--no-checks copies the file as it is");
  }

  @Test
  void jsonArraysBecomeArrayColumns() throws Exception {
    execute("alter table customers add tags text[], add grid integer[], add notes jsonb[]");
    try {
      execute(
          """
          insert into customers (id, name, email, signed_up_on, tags, grid, notes) values
            (1, 'a', 'a@x', '2024-01-01', array['', 'a"b', null, 'c\\,d'], array[[1,2],[3,null]],
              array['[1, 2]', '{"a": ["b"]}']::jsonb[]),
            (2, 'b', 'b@x', '2024-01-01', array[]::text[], null, array['"\\u00e9"', null]::jsonb[])
          """);
      List<String> rows = query("select customers::text from customers order by id");
      List<String> lines = query("select row_to_json(customers)::text from customers order by id");
      execute("truncate customers, orders, order_lines");

      run(of(String.join("\n", lines)).jsonLines());

      assertThat(query("select customers::text from customers order by id")).isEqualTo(rows);
    } finally {
      execute("alter table customers drop tags, drop grid, drop notes");
    }
  }

  @Test
  void aBadArrayElementIsReportedByLine() throws Exception {
    execute("alter table customers add tags text[], add grid integer[]");
    try {
      run(
          of("""
          {"name":"a","email":"a@x","signedUpOn":"2024-01-01","tags":["\\u0000"],"grid":[1]}
          {"name":"b","email":"b@x","signedUpOn":"2024-01-01","tags":["b"],"grid":[1,"x"]}
          {"name":"c","email":"c@x","signedUpOn":"2024-01-01","tags":["c"],"grid":[[1],2]}
          {"name":"d","email":"d@x","signedUpOn":"2024-01-01","tags":["d"],"grid":[1]}
          """)
              .jsonLines());

      assertThat(query("select name || tags::text || grid::text from customers"))
          .containsExactly("d{d}{1}");
      assertThat(console.talk())
          .contains("Line 1, tags: has a NUL character")
          .contains("Line 2, grid: invalid input syntax for type integer: \"x\"")
          .contains("Line 3, grid: malformed array literal");
    } finally {
      execute("alter table customers drop tags, drop grid");
    }
  }

  @Test
  void theMeaningOfATimeDependsOnlyOnTheFile() throws Exception {
    java.util.TimeZone zone = java.util.TimeZone.getDefault();
    String name = query("select current_database()").get(0);
    execute("alter database " + name + " set datestyle = 'SQL, DMY'");
    java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone("Asia/Tokyo"));
    try {
      run(
          of(
              """
              id,name,email,signedUpOn
              1,a,a@x,2024-01-01
              2,b,b@x,03/02/2024
              """));
      run(
          of("""
          id,customer_id,status,placed_at,updated_at
          7,1,PLACED,2024-03-01 12:00:00,2024-03-01 12:00:00
          """)
              .entity("Order"));
      assertThat(console.talk()).contains("Line 3, signedUpOn: date/time field value out of range");
      assertThat(query("select extract(epoch from placed_at)::bigint from orders"))
          .containsExactly("1709294400");
      run(
          of("""
          id,customer_id,status,placed_at,updated_at
          8,1,PLACED,2024-03-01 12:00:00,2024-03-01 12:00:00
          """)
              .entity("Order")
              .straight());
      assertThat(query("select extract(epoch from placed_at)::bigint from orders where id = 8"))
          .containsExactly("1709294400");
    } finally {
      java.util.TimeZone.setDefault(zone);
      execute("alter database " + name + " reset datestyle");
    }
  }

  @Test
  void anIncompleteFileImportsNothing() throws Exception {
    assertThatThrownBy(
            () -> run(of("id,name,email,signedUpOn\n1,a,a@x,2024-01-01\n2,\"b,b@x,2024-01-01\n")))
        .is(because(Cause.REFUSED))
        .hasMessageContaining(
            "line 3: a quote is opened and never closed. Nothing of it was imported.");
    assertThat(query("select count(*) from customers")).containsExactly("0");
    assertThat(traces()).isEmpty();
  }

  @Test
  void anImportedFileIsNotImportedAgainUnlessRequested() throws Exception {
    String rows = "id,name,email,signedUpOn\n1,a,a@x,2024-01-01\n";
    run(of(rows));
    execute("delete from customers");

    assertThat(run(of(rows))).isEqualTo(ExitCode.DONE);
    assertThat(console.talk()).contains("Nothing to do: run ", " imported this file on ");
    assertThat(query("select count(*) from customers")).containsExactly("0");

    run(of(rows).again().straight());
    execute("delete from customers");
    assertThat(run(of(rows).straight())).isEqualTo(ExitCode.DONE);
    assertThat(query("select count(*) from customers")).containsExactly("0");

    run(of(rows).onConflict(OnConflict.UPDATE));
    assertThat(query("select count(*) from customers")).containsExactly("1");
  }

  @Test
  void aFileWithRejectedLinesIsNotImportedAgainEither() throws Exception {
    String rows = "id,name,email,signedUpOn\n1,a,a@x,2024-01-01\n2,b,b@x,someday\n";
    run(of(rows));

    assertThatThrownBy(() -> run(of(rows)))
        .is(because(Cause.INCOMPLETE))
        .hasMessageContaining("except for the lines that were rejected");
    assertThat(query("select count(*) from customers")).containsExactly("1");
  }

  private List<String> traces() throws SQLException {
    return query(
        "select relname from pg_class where relname ~ '^admin_import_.*[0-9]$|admin_import_dry'"
            + " union all select file from admin_import join admin_run r on r.id = run_id where"
            + " r.status not in ('DONE', 'INCOMPLETE')");
  }

  private ExitCode run(Wanted wanted) throws Exception {
    return RecordedRuns.run(
        console,
        database,
        "import",
        invocation -> new Importer(invocation, database, beans).run(wanted.request()));
  }

  private Wanted of(String content) throws IOException {
    return new Wanted(Files.writeString(Files.createTempFile(directory, "rows", ""), content));
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A request as a test says it, a word at a time. */
  private static final class Wanted {

    private final Path file;
    private final Map<String, String> names = new LinkedHashMap<>();
    private String entity = "Customer";
    private RowFormat format = RowFormat.CSV;
    private OnConflict onConflict = OnConflict.FAIL;
    private List<String> key = List.of();
    private boolean dryRun;
    private long maxErrors = 100;
    private Optional<Path> rejects = Optional.empty();
    private boolean skipMasked;
    private boolean checks = true;
    private boolean again;

    Wanted(Path file) {
      this.file = file;
    }

    Wanted entity(String name) {
      entity = name;
      return this;
    }

    Wanted jsonLines() {
      format = RowFormat.JSONL;
      return this;
    }

    Wanted map(String name, String attribute) {
      names.put(name, attribute);
      return this;
    }

    Wanted onConflict(OnConflict reaction) {
      onConflict = reaction;
      return this;
    }

    Wanted key(String attribute) {
      key = List.of(attribute);
      return this;
    }

    Wanted dryRun() {
      dryRun = true;
      return this;
    }

    Wanted maxErrors(long lines) {
      maxErrors = lines;
      return this;
    }

    Wanted rejects(Path path) {
      rejects = Optional.of(path);
      return this;
    }

    Wanted skipMasked() {
      skipMasked = true;
      return this;
    }

    Wanted again() {
      again = true;
      return this;
    }

    Wanted straight() {
      checks = false;
      return this;
    }

    ImportRequest request() {
      return new ImportRequest(
          entity,
          file.toString(),
          new Records(format, ',', 1_000_000),
          names,
          onConflict,
          key,
          dryRun,
          maxErrors,
          rejects,
          skipMasked,
          checks,
          again);
    }
  }
}
