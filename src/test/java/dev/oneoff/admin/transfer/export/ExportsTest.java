package dev.oneoff.admin.transfer.export;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.output.AtomicFile;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.transfer.FileForm;
import dev.oneoff.admin.transfer.RowFormat;
import dev.oneoff.admin.transfer.manifest.Manifest;
import dev.oneoff.admin.transfer.manifest.ManifestJson;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsTest {

  private static OrdersDatabase orders;

  @TempDir Path directory;

  private final TestConsole console = TestConsole.unattended();

  @BeforeAll
  static void rows() throws Exception {
    orders = new OrdersDatabase();
  }

  @AfterAll
  static void drop() {
    orders.close();
  }

  @Test
  void anEntitysRowsAreMaskedAndSaySo() throws Exception {
    assertThat(exported(new ExportRequest.OfEntity("Customer"), "customers.csv", false))
        .isEqualTo(
            """
            id,name,email (masked),phone (masked),signed_up_on,slug
            1,Ada,***,,2024-01-01,""
            2,"Bob, the ""Builder""\",***,***,2024-02-01,
            """);
    // On a busy machine it says how long it took.
    assertThat(console.talk())
        .containsPattern("2 rows( in [^,]+, \\S+ a second)?, with email, phone masked, in ");
  }

  @Test
  void unmaskedRowsAreWhatTheDatabaseHas() throws Exception {
    assertThat(exported(new ExportRequest.OfEntity("customers"), "customers.csv", true))
        .contains("id,name,email,phone,signed_up_on,slug\n1,Ada,ada@example.com,,2024-01-01,");
  }

  @Test
  void timesAreInUtcWhateverTheServersZone() throws Exception {
    orders.database().execute("alter role current_user set timezone = 'Asia/Tokyo'");
    assertThat(exported(new ExportRequest.OfEntity("Order"), "orders.jsonl", false))
        .contains("\"placed_at\":\"2024-03-01T10:00:00.123456+00:00\"")
        .contains("\"customer_id\":1,");
    assertThat(exported(new ExportRequest.OfEntity("Order"), "orders.csv", false))
        .contains("2024-03-01 10:00:00.123456+00");
    orders.database().execute("alter role current_user reset timezone");
  }

  @Test
  void hqlExportsAnEntityAsItsTablesColumns() throws Exception {
    assertThat(exported(new ExportRequest.OfHql("from Order o order by o.id"), "o.csv", false))
        .isEqualTo(
            """
            id,customer,status,placedAt,updatedAt,version
            10,1,PLACED,2024-03-01 10:00:00.123456+00,2024-03-01 10:00:00+00,0
            """);
  }

  @Test
  void hqlIsMaskedByTheColumnsItsPathsLeadTo() throws Exception {
    assertThat(
            exported(
                new ExportRequest.OfHql(
                    "select o.id, o.customer.email as mail, o.customer.phone, upper(c.name),"
                        + " o.status from Order o join Customer c on c.id = 1"),
                "o.csv",
                false))
        .isEqualTo(
            """
            id,mail (masked),phone (masked),upper(c.name),status
            10,***,,ADA,PLACED
            """);
  }

  @Test
  void anEntityAmongOthersHasItsAliasBeforeItsColumns() throws Exception {
    assertThat(
            exported(
                new ExportRequest.OfHql(
                    "select c, c.id + 1 as next from Customer c where c.id = 1"),
                "c.csv",
                false))
        .isEqualTo(
            """
            c.id,c.name,c.email (masked),c.phone (masked),c.signedUpOn,c.slug,next
            1,Ada,***,,2024-01-01,"",2
            """);
  }

  @Test
  void aColumnThatHibernateReadsOnceIsSelectedOnce() {
    assertThatThrownBy(
            () ->
                exported(
                    new ExportRequest.OfHql("select c.id, c.id from Customer c"), "c.csv", false))
        .is(because(AdminException.Cause.USAGE))
        .hasMessageContaining("Select each thing once");
  }

  @Test
  void parametersOfHqlAreBound() throws Exception {
    assertThat(
            exported(
                new ExportRequest.OfHql(
                    "select c.id, c.name from Customer c where c.signedUpOn >= :day and c.id in"
                        + " :ids and c.name like :name order by c.id limit 5"),
                Map.of(
                    "day",
                    List.of("2024-01-15"),
                    "ids",
                    List.of("1", "2"),
                    "name",
                    List.of("%\"%")),
                "c.csv",
                false))
        .isEqualTo("id,name\n2,\"Bob, the \"\"Builder\"\"\"\n");
  }

  @Test
  void sqlIsMaskedByTheOriginOfItsColumns() throws Exception {
    assertThat(
            exported(
                new ExportRequest.OfSql(
                    "select id, email, email as id, length(email) as len from customers where name"
                        + " = :name -- the first"),
                Map.of("name", List.of("Ada")),
                "c.jsonl",
                false))
        .isEqualTo(
            "{\"id\":1,\"email (masked)\":\"***\",\"id_2 (masked)\":\"***\",\"len"
                + " (masked)\":\"***\"}\n");
  }

  @Test
  void withoutABootSqlIsMaskedByTheBuildsList() throws Exception {
    assertThat(
            exported(
                Entities.unknown(),
                new ExportRequest.OfSql("select *, email || phone as both from customers limit 1"),
                Map.of(),
                "c.csv",
                false))
        .isEqualTo(
            """
            id,name,email (masked),phone (masked),signed_up_on,slug,both (masked)
            1,Ada,***,,2024-01-01,"",
            """);
  }

  @Test
  void questionMarksAreNotParameters() throws Exception {
    assertThat(
            exported(
                new ExportRequest.OfSql(
                    "select '{\"a\": 1}'::jsonb ? 'a' as \"has?\", '?' as b, :n::int as n where"
                        + " '[1]'::jsonb @> '1'"),
                Map.of("n", List.of("7")),
                "q.csv",
                false))
        .isEqualTo("has?,b,n\nt,?,7\n");
  }

  @Test
  void aStatementThatIsNotASelectIsRefusedBeforeAnythingRuns() {
    assertThatThrownBy(
            () ->
                exported(
                    new ExportRequest.OfSql("select 1) to program 'touch /tmp/x' --"),
                    "x.csv",
                    true))
        .is(because(AdminException.Cause.FAILED))
        .hasMessageContaining("syntax error");
    assertThatThrownBy(() -> exported(new ExportRequest.OfSql("delete from orders"), "x.csv", true))
        .is(because(AdminException.Cause.REFUSED));
    assertThatThrownBy(() -> exported(new ExportRequest.OfSql("show all"), "x.csv", true))
        .is(because(AdminException.Cause.USAGE));
    assertThatThrownBy(
            () ->
                exported(
                    new ExportRequest.OfSql(
                        "with d as (delete from orders returning 1) select * from d"),
                    "x.csv",
                    true))
        .hasMessageContaining("must be at the top level");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFailureInTheMiddleLeavesNoFile() {
    assertThatThrownBy(
            () ->
                exported(
                    new ExportRequest.OfSql("select 1 / (id - 2) from generate_series(1, 3) id"),
                    "x.csv",
                    true))
        .hasMessageContaining("division by zero");
    assertThat(directory).isEmptyDirectory();
    assertThat(console.talk()).contains("x.csv was not written");
  }

  @Test
  void theManifestDescribesTheFilesNextToIt() throws Exception {
    exported(new ExportRequest.OfEntity("Customer"), "customers.csv.gz", false);
    Path file = directory.resolve("customers.csv.gz");
    Manifest manifest;
    try (InputStream in =
        Files.newInputStream(directory.resolve("customers.csv.gz.manifest.json"))) {
      manifest = ManifestJson.read(in, "it");
    }
    Manifest.DataFile data = manifest.files().get(0);
    assertThat(manifest.source()).isEqualTo("Customer");
    assertThat(data.rows()).isEqualTo(2);
    assertThat(data.masked()).containsExactly("email", "phone");
    assertThat(data.bytes()).isEqualTo(Files.size(file));
    assertThat(data.sha256())
        .isEqualTo(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
    try (GZIPInputStream unzipped = new GZIPInputStream(Files.newInputStream(file))) {
      assertThat(new String(unzipped.readAllBytes())).startsWith("id,");
    }
  }

  @Test
  void theExtensionSetsTheForm() {
    assertThat(FileForm.of(Optional.empty(), Optional.of(Path.of("a.ndjson.gz"))))
        .isEqualTo(new FileForm(RowFormat.JSONL, true));
    assertThat(FileForm.of(Optional.of(RowFormat.JSONL), Optional.of(Path.of("a.csv"))))
        .isEqualTo(new FileForm(RowFormat.JSONL, false));
    assertThat(FileForm.of(Optional.empty(), Optional.empty()))
        .isEqualTo(new FileForm(RowFormat.CSV, false));
  }

  private String exported(ExportRequest.Source source, String file, boolean unmask)
      throws Exception {
    return exported(source, Map.of(), file, unmask);
  }

  private String exported(
      ExportRequest.Source source,
      Map<String, List<String>> parameters,
      String file,
      boolean unmask)
      throws Exception {
    return exported(orders.entities(), source, parameters, file, unmask);
  }

  private String exported(
      Entities entities,
      ExportRequest.Source source,
      Map<String, List<String>> parameters,
      String file,
      boolean unmask)
      throws Exception {
    Path path = directory.resolve(file);
    ExportRequest request =
        new ExportRequest(
            source,
            parameters,
            FileForm.of(Optional.empty(), Optional.of(path)),
            Optional.of(path),
            unmask);
    try (AtomicFile out = AtomicFile.at(path)) {
      new Exports(entities).run(request, out, orders.database().database(), console.invocation());
    }
    return request.form().gzip() ? "" : Files.readString(path);
  }
}
