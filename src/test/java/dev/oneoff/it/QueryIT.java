package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code query} and {@code models} of the packaged jar: their streams, codes and records. */
@Tag("one-java")
class QueryIT {

  private static final JarPostgres.Database DATABASE = JarPostgres.database();

  private static App app;

  @TempDir Path directory;

  @BeforeAll
  static void migrate() throws Exception {
    app = App.packaged().on(DATABASE);
    JarPostgres.migrated(DATABASE, app);
    DATABASE.execute(
        "insert into customers (id, name, email, signed_up_on)"
            + " values (901, 'Ada', 'ada@example.org', '2026-01-01')");
  }

  @Test
  void aQueryIsPrintedMaskedAndRecordedAndBootsNoMoreThanItNeeds() throws Exception {
    Path loaded = directory.resolve("loaded");
    String hql = "select c.id as id, c.email as email from Customer c where c.name = :name";
    JarRun run =
        app.withJvmOption("-Xlog:class+load:file=" + loaded)
            .run("query", hql, "--param", "name=Ada", "--format", "json")
            .succeeds();

    assertThat(run.out())
        .startsWith(
            "{\"columns\":[\"id\",\"email\"],\n\"rows\":[\n{\"id\":901,\"email\":\"***\"}\n]\n")
        .contains("\"hasMore\":false");
    assertThat(run.err()).contains("1 row. ");
    assertThat(lastStatement()).isEqualTo("HQL " + hql + " 1");
    assertThat(Files.readAllLines(loaded))
        .anyMatch(line -> line.contains("io.quarkus.smallrye.openapi.runtime."))
        .noneMatch(line -> line.contains("io.smallrye.openapi.runtime."));
  }

  @Test
  void aStatementThatIsNotAQueryIsRefusedAndRecorded() throws Exception {
    app.run("query", "delete from Customer").failsWith(3, "A query only reads");

    assertThat(lastStatement()).isEqualTo("HQL delete from Customer A query only reads");
  }

  @Test
  void modelsIsRecordedOnlyWhenItShowsARow() throws Exception {
    assertThat(app.run("models", "--format", "csv").succeeds().out())
        .contains("Customer,customers,");
    assertThat(DATABASE.query("select count(*) from admin_run where command = 'models'"))
        .isEqualTo("0");

    assertThat(app.run("models", "Customer", "901").succeeds().out()).contains("Ada", "***");
    assertThat(DATABASE.query("select count(*) from admin_run where command = 'models'"))
        .isEqualTo("1");
    assertThat(lastStatement()).endsWith(" 1");
  }

  private static String lastStatement() throws Exception {
    return DATABASE.query(
        "select concat_ws(' ', kind, text, rows, substr(error, 1, 18)) from admin_run_statement"
            + " order by run_id desc, number desc limit 1");
  }
}
