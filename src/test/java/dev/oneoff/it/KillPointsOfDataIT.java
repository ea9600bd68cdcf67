package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.it.CutWire.Message;
import dev.oneoff.it.KillPoints.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Work on data that is stopped at any moment and started again: each effect is there once in the
 * end, and nobody helped.
 */
@Tag("one-java")
class KillPointsOfDataIT {

  // Batches begin with 100 and may double: three of them.
  private static final int ITEMS = 600;

  @TempDir Path directory;

  @Test
  void aFixIsRightInTheEnd() throws Exception {
    everyWay(
        KillPoints.of(Library.app(), counters(), "fix", "count-up")
            .always(ends("update admin_run set status"))
            .checking(
                database ->
                    assertThat(database.query("select count(*) from counter where n <> 1"))
                        .isEqualTo("0"))
            .sampling(1));
  }

  @Test
  void aCleanupAndWhatItKeepsForAnUndoAreRightInTheEnd() throws Exception {
    everyWay(
        KillPoints.of(Library.app(), counters(), "cleanup", "purge-counters", "--below", "451")
            .checking(
                database ->
                    assertThat(
                            database.query(
                                "select count(*) || ' ' || count(distinct item_key) || ' '"
                                    + " || (select count(*) from counter) from admin_run_undo"))
                        .isEqualTo("450 450 " + (ITEMS - 450)))
            .sampling(1));
  }

  @Test
  void anImportIsRightInTheEnd() throws Exception {
    JarPostgres.Database empty = JarPostgres.migrated(App.packaged());
    everyWay(
        KillPoints.of(App.packaged(), empty, "import", "Customer", customers().toString())
            // What a batch has taken of the sequence is not given back.
            .ignoring("admin_import\\.run_id", "customers\\.id")
            .sampling(1));
  }

  @Test
  void aRestoreIsRightInTheEnd() throws Exception {
    JarPostgres.Database full = JarPostgres.migrated(App.packaged());
    full.execute(
        """
        insert into customers (id, name, email, signed_up_on)
          select i, 'Customer ' || i, i || '@example.com', '2024-01-01' from generate_series(1, 500) i;
        """);
    String export = directory.resolve("export").toString();
    App.packaged()
        .on(full)
        .run("export", "--all", "--unmask", "--reason", "restore", "--output", export)
        .succeeds();
    JarPostgres.Database empty = JarPostgres.migrated(App.packaged());
    everyWay(
        KillPoints.of(App.packaged(), empty, "import", "--all", export)
            .ignoring("admin_restore\\.begun_at")
            .sampling(1));
  }

  private static void everyWay(KillPoints points) throws Exception {
    KillPoints.Undisturbed undisturbed = points.undisturbed();
    for (Way way : Way.values()) {
      points.run(way, undisturbed).allSurvived();
    }
  }

  private static JarPostgres.Database counters() throws Exception {
    JarPostgres.Database database = JarPostgres.migrated(Library.app());
    database.execute(
        "truncate admin_run restart identity cascade;"
            + " insert into counter (id) select i from generate_series(1, "
            + ITEMS
            + ") i");
    return database;
  }

  private static java.util.function.Predicate<Message> ends(String statement) {
    return message -> message.answered() && message.sql().startsWith(statement);
  }

  private Path customers() throws IOException {
    List<String> rows =
        IntStream.rangeClosed(1, ITEMS)
            .mapToObj(i -> "Customer " + i + "," + i + "@example.com,2024-01-01")
            .collect(Collectors.toList());
    rows.add(0, "name,email,signedUpOn");
    return Files.write(directory.resolve("customers.csv"), rows);
  }
}
