package dev.oneoff.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task of another team's service: found without registration, with a secret that nobody sees. */
@Tag("one-java")
class LibraryTaskIT {

  private static final String KEY = "s3cret";

  private final JarPostgres.Database database = JarPostgres.database();
  private final App app = Library.app().on(database);
  private Path file;

  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(directory.resolve("key"), KEY + "\n");
  }

  @Test
  void itIsListedAmongTheOthers() {
    assertThat(app.run("fix", "--format", "csv").succeeds().out())
        .isEqualTo(
            """
            name,description,delete_by
            count-all-up,"Counts every counter up by one, many at a time.",
            count-up,Counts every counter up by one.,
            greet-readers,Sends every reader a greeting.,
            lend-copies,Lends every copy.,
            seal-books,"Writes 100 % of the books' checksums, keyed by a secret, behind their titles.",
            """);
  }

  @Test
  void itsHelpSaysHowTheSecretIsGiven() {
    assertThat(app.run("fix", "seal-books", "--help").succeeds().out())
        .contains("Writes 100 % of", "--key=@FILE", "ONEOFF_OPTION_KEY", "--separator");
  }

  @Test
  void theSecretComesFromAFile() throws Exception {
    JarPostgres.migrated(database, app);

    JarRun run = app.run("fix", "seal-books", "--key", "@" + file, "--separator=/").succeeds();

    assertThat(run.out() + run.err()).doesNotContain(KEY);
    assertThat(database.query("select title from book")).isEqualTo("Middlemarch/" + seal());
  }

  @Test
  void theSecretComesFromAVariable() throws Exception {
    JarPostgres.migrated(database, app);

    JarRun run = app.with("ONEOFF_OPTION_KEY", KEY).run("fix", "seal-books").succeeds();

    assertThat(run.out() + run.err()).doesNotContain(KEY);
    assertThat(database.query("select title from book")).isEqualTo("Middlemarch #" + seal());
  }

  /** In a terminal, which {@code script} makes; what it shows is in the file {@code seen}. */
  @Test
  void theSecretIsTypedWithoutEcho() throws Exception {
    assumeThat(Path.of("/usr/bin/script")).isExecutable();
    JarPostgres.migrated(database, app);

    app.bash(
            """
            cd %s && mkfifo typed && { script -qefc "$APP fix seal-books" seen < typed > none & } && exec 3> typed
            until grep -q -e '--key: ' seen; do sleep 0.1; kill -0 $! || exit; done
            echo %s >&3
            wait $!
            """
                .formatted(directory, KEY))
        .succeeds();

    assertThat(Files.readString(directory.resolve("seen"))).doesNotContain(KEY);
    assertThat(database.query("select title from book")).isEqualTo("Middlemarch #" + seal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--key s3cret",
        "--key=s3cret",
        "--verbose --key=s3cret",
        "--key s3cret --bogus",
        "--kye=s3cret",
        "--verbose --kye s3cret",
        "--key=@nowhere",
        "--separator=x",
      })
  void anythingElseIsAUsageErrorThatDoesNotRepeatIt(String arguments) {
    JarRun run = app.run(("fix seal-books " + arguments).split(" "));

    run.endsWith(2);
    assertThat(run.out() + run.err()).startsWith("error: ").doesNotContain(KEY);
  }

  private static String seal() {
    CRC32 sum = new CRC32();
    sum.update((KEY + "\nMiddlemarch").getBytes(UTF_8));
    return Long.toHexString(sum.getValue());
  }
}
