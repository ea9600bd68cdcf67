package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command behind a PgBouncer in transaction mode, with and without the way past it: it does
 * its work or is refused, whatever a neighbour has prepared there, and leaves nothing in a session
 * that the next client gets.
 */
@Tag("one-java")
class PoolerCommandsIT {

  private static final String CUSTOMERS =
      "name,email,signedUpOn\nAda Lovelace,ada@example.com,2026-01-02\n";

  @TempDir static Path directory;

  private static TestPostgres.Database template;

  /**
   * @param without the code where there is no way past the pooler
   * @param with the code where there is one
   */
  private record Case(int without, int with, String... words) {
    @Override
    public String toString() {
      return String.join(" ", words).replace(directory + "/", "");
    }
  }

  private static Case works(String... words) {
    return new Case(0, 0, words);
  }

  private static Case needsSession(String... words) {
    return new Case(3, 0, words);
  }

  private static List<Case> cases() {
    String file = directory.resolve("customers.csv").toString();
    String all = directory.resolve("all").toString();
    return List.of(
        works("about"),
        works("release"),
        works("config", "show"),
        works("health"),
        new Case(5, 0, "doctor"),
        works("migrate", "status"),
        works("migrate", "--check"),
        works("migrate", "--plan"),
        works("migrate", "--sql"),
        works("migrate", "wait"),
        works("migrate", "validate"),
        works("migrate", "diff"),
        works("migrate", "locks"),
        works("models"),
        works("models", "Customer", "41"),
        works("query", "from Customer"),
        works("report", "revenue-by-month"),
        works("export", "Customer", "--workers", "2"),
        works(
            "export", "--all", "--workers", "2", "--output", all, "--unmask", "--reason", "a test"),
        works("sql", "-c", "select pg_advisory_lock(1), set_config('work_mem', '1MB', false)"),
        works("sql", "-c", "set work_mem = '1MB'", "--write", "--reason", "a test"),
        works("fix", "backfill-slugs", "--dry-run"),
        works("runs"),
        works("runs", "show", "1"),
        works("runs", "log", "1"),
        works("runs", "prune", "--older-than", "1d"),
        // At its end, so each answers that there is nothing to do, after it has asked.
        new Case(3, 3, "runs", "pause", "1"),
        new Case(3, 3, "runs", "cancel", "1"),
        new Case(3, 3, "runs", "resume", "1"),
        works("runs", "retry", "1"),
        new Case(3, 3, "runs", "undo", "1"),
        needsSession("shell", "-c", "1 + 1"),
        needsSession("shell", "--write", "--reason", "a test", "-c", "1 + 1"),
        needsSession("fix", "backfill-slugs"),
        needsSession("cleanup", "purge-idle-customers"),
        needsSession("import", "Customer", file),
        needsSession("import", "--all", all, "--replace"),
        needsSession("migrate", "tag", "v1"),
        needsSession("migrate", "sync"),
        needsSession("migrate", "rollback", "--count", "1"),
        // Where the rollback was refused, there is nothing to do and no lock is taken.
        works("migrate"),
        works("migrate", "environment", "staging", "--confirm", "test"));
  }

  @BeforeAll
  static void migrate() throws Exception {
    assumeTrue(PgBouncer.program().isPresent(), "skipped: there is no pgbouncer on the path");
    template = TestPostgres.migrated(App.packaged());
    template.execute(
        """
        truncate admin_run restart identity cascade;
        insert into customers (id, name, email, signed_up_on)
          select i, 'Customer ' || i, i || '@example.com', '2020-01-01' from generate_series(1, 40) i;
        insert into customers (id, name, email, signed_up_on)
          values (41, 'Ada', 'ada@example.org', current_date)
        """);
    // A run to show and to undo.
    App.packaged().on(template).run("cleanup", "purge-idle-customers").succeeds();
    Files.writeString(directory.resolve("customers.csv"), CUSTOMERS);
  }

  /** What the other test has exported is in the way of this one's export. */
  @BeforeEach
  void nothingIsExportedYet() throws IOException {
    Path all = directory.resolve("all");
    if (Files.exists(all)) {
      try (Stream<Path> files = Files.walk(all)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  @Test
  void withoutAWayPastItWhatNeedsASessionIsRefused(@TempDir Path own) throws Exception {
    TestPostgres.Database database = TestPostgres.copy(template);
    Map<String, String> expected = new LinkedHashMap<>();
    cases().forEach(c -> expected.put(c.toString(), "" + c.without()));

    assertThat(run(own, database, App.packaged().on(database), false)).isEqualTo(expected);
  }

  @Test
  void withAWayPastItEveryCommandWorks(@TempDir Path own) throws Exception {
    TestPostgres.Database database = TestPostgres.copy(template);
    Map<String, String> expected = new LinkedHashMap<>();
    cases().forEach(c -> expected.put(c.toString(), "" + c.with()));

    App direct = App.packaged().on(database).with("DATABASE_DIRECT_URL", database.url());
    assertThat(run(own, database, direct, true)).isEqualTo(expected);
  }

  // The exit code of each, and what is wrong beside it.
  private static Map<String, String> run(
      Path own, TestPostgres.Database database, App app, boolean direct) throws Exception {
    Map<String, String> codes = new LinkedHashMap<>();
    try (PgBouncer pooler = PgBouncer.start(own, database, "transaction")) {
      PooledSessions sessions = new PooledSessions(pooler, database);
      App pooled = app.with("DATABASE_URL", pooler.url(database));
      sessions.look();
      for (Case c : cases()) {
        Run run = pooled.run(c.words());
        List<String> wrong = new ArrayList<>(sessions.look());
        int expected = direct ? c.with() : c.without();
        boolean named = run.err().contains("Set DATABASE_DIRECT_URL");
        boolean pooling = c.without() != c.with() && run.code() == 3;
        if (run.code() != expected || (pooling && !named)) {
          wrong.add(run.err());
        }
        codes.put(c.toString(), run.code() + (wrong.isEmpty() ? "" : " " + wrong));
      }
    }
    return codes;
  }
}
