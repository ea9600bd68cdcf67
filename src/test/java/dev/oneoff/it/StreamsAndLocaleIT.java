package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Started without a locale of UTF-8, without streams, with outputs that are no files. */
class StreamsAndLocaleIT {

  private final JarPostgres.Database database = JarPostgres.migrated(App.packaged());
  private final App app =
      App.packaged().on(database).with("LC_ALL", "C").with("LANG", "C").with("ONEOFF_ACTOR", "Zoë");

  @TempDir Path directory;

  StreamsAndLocaleIT() throws Exception {
    database.execute(
        "insert into customers (id, name, email, signed_up_on)"
            + " values (1, 'A', 'a@example.com', '2024-01-01')");
  }

  @Test
  void whatIsTypedIsWhatIsStoredAndShown() throws Exception {
    String update = "update customers set name = 'Zoë €' where id = 1 returning name as \"ö\"";
    JarRun run = app.run("sql", "--write", "--reason", "Größe", "--format", "csv", "-c", update);

    assertThat(run.succeeds().out()).isEqualTo("ö\nZoë €\n");
    assertThat(database.query("select name from customers")).isEqualTo("Zoë €");
    assertThat(
            database.query(
                "select reason || ' ' || claimed_actor from admin_run order by 1 limit 1"))
        .isEqualTo("Größe Zoë");
  }

  @Test
  void theShellReadsAndPrintsIt() throws Exception {
    JarRun run =
        app.run(
            "shell",
            "--write",
            "--reason",
            "ä",
            "-c",
            "System.out.println(\"Zoë\"); org.jboss.logging.Logger.getLogger(\"a\").warn(\"Öl\"); \"Ärger\"");
    assertThat(run.succeeds().out() + run.err()).contains("Zoë", "Ärger", "Öl");
  }

  @Test
  void filesThatTheLocaleCannotNameAreRefused() {
    app.run("export", "Customer", "--output", directory + "/Zoë.csv")
        .failsWith(78, "Zoë.csv' cannot be reached", "Set LC_ALL=C.UTF-8");
    app.bash("$APP sql -c $'select \\'\\xe4\\''").failsWith(2, "An argument is not in UTF-8");
  }

  @Test
  void aClosedStreamIsAFailure() throws Exception {
    app.bash("$APP export Customer <&- >&- 2>&-").endsWith(1);
    app.bash("$APP sql -c 'select 1' >&-")
        .failsWith(1, "Standard output cannot be written: it is closed");
    app.bash("$APP sql <&-").failsWith(2, "Standard input is closed.");
  }

  @Tag("one-java")
  @Test
  void anOutputMayBeStdoutOrAPipe() throws Exception {
    String wanted = app.run("export", "Customer").succeeds().out();
    assertThat(wanted).contains("***");

    assertThat(app.run("export", "Customer", "--output", "-").succeeds().out()).isEqualTo(wanted);
    Path file = Files.writeString(directory.resolve("all.csv"), "before\n");
    app.bash("$APP export Customer --output /dev/stdout >> " + file).succeeds();
    assertThat(file).hasContent("before\n" + wanted);
    assertThat(app.bash("$APP export Customer --output >(cat) | cat").succeeds().out())
        .isEqualTo(wanted);
    assertThat(Path.of("-")).doesNotExist();
  }
}
