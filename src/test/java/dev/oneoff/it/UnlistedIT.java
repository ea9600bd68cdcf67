package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.Listed;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Another team's service as javac makes it where no annotation processor runs, which is what JDK 23
 * and later do unless told: a list that nobody wrote is no empty one.
 */
@Tag("one-java")
class UnlistedIT {

  private static final String ADVICE = "<proc>full</proc>";

  private final JarPostgres.Database database = JarPostgres.database();

  @TempDir Path directory;

  @Test
  void commandsThatNeedTheListsRefuseAndSayWhatToAdd() throws Exception {
    Library.app();
    App app = App.of(withoutLists()).on(database);
    JarPostgres.migrated(database, app);

    app.run("fix").failsWith(78, ADVICE);
    app.run("fix", "count-up").failsWith(78, ADVICE);
    app.run("sql", "-c", "select * from reader").failsWith(78, ADVICE);
    app.run("export", "--select", "select 1 as one").failsWith(78, ADVICE);
    app.run("sql", "--unmask", "--reason", "test", "-c", "select 1").succeeds();
    JarRun doctor = app.run("doctor");
    assertThat(doctor.out() + doctor.err()).contains("build-lists", ADVICE);
  }

  private Path withoutLists() throws IOException {
    Path jar =
        Files.copy(Path.of("target/library/target/library.jar"), directory.resolve("app.jar"));
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      for (Listed list : Listed.values()) {
        assertThat(files.getPath(list.path())).exists();
        Files.delete(files.getPath(list.path()));
      }
    }
    return jar;
  }
}
