package dev.oneoff.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every command behind a PgBouncer in transaction mode: it does its work or is refused, whatever a
 * neighbour has prepared there, and leaves nothing in a session that the next client gets.
 */
final class PoolerCommands {

  private static final String CUSTOMERS =
      "name,email,signedUpOn\nAda Lovelace,ada@example.com,2026-01-02\n";

  private final Path directory;
  private final JarPostgres.Database database;

  /**
   * @param without the code where there is no way past the pooler
   * @param with the code where there is one
   */
  private record Case(int without, int with, String... words) {}

  private static Case works(String... words) {
    return new Case(0, 0, words);
  }

  private static Case needsSession(String... words) {
    return new Case(3, 0, words);
  }

  private List<Case> cases() {
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

  private PoolerCommands(Path directory, JarPostgres.Database database) {
    this.directory = directory;
    this.database = database;
  }

  /** On a database with rows and a run to show and to undo. */
  static PoolerCommands in(Path directory) throws Exception {
    assumeTrue(PgBouncer.program().isPresent(), "skipped: there is no pgbouncer on the path");
    JarPostgres.Database database = JarPostgres.migrated(App.packaged());
    database.execute(
        """
        truncate admin_run restart identity cascade;
        insert into customers (id, name, email, signed_up_on)
          select i, 'Customer ' || i, i || '@example.com', '2020-01-01' from generate_series(1, 40) i;
        insert into customers (id, name, email, signed_up_on)
          values (41, 'Ada', 'ada@example.org', current_date)
        """);
    App.packaged().on(database).run("cleanup", "purge-idle-customers").succeeds();
    Files.writeString(directory.resolve("customers.csv"), CUSTOMERS);
    return new PoolerCommands(directory, database);
  }

  /** The code that each command is to end with. */
  Map<String, String> expected(boolean direct) {
    Map<String, String> codes = new LinkedHashMap<>();
    cases().forEach(c -> codes.put(name(c), "" + (direct ? c.with() : c.without())));
    return codes;
  }

  private String name(Case c) {
    return String.join(" ", c.words()).replace(directory + "/", "");
  }

  /** The code that each ended with, and what is wrong beside it. */
  Map<String, String> run(boolean direct) throws Exception {
    App app = App.packaged().on(database).warm();
    if (direct) {
      app = app.with("DATABASE_DIRECT_URL", database.url());
    }
    Map<String, String> codes = new LinkedHashMap<>();
    try (PgBouncer pooler = PgBouncer.start(directory, database, "transaction")) {
      PooledSessions sessions = new PooledSessions(pooler, database);
      App pooled = app.with("DATABASE_URL", pooler.url(database));
      sessions.look();
      for (Case c : cases()) {
        JarRun run = pooled.run(c.words());
        List<String> wrong = new ArrayList<>(sessions.look());
        int expected = direct ? c.with() : c.without();
        boolean named = run.err().contains("Set DATABASE_DIRECT_URL");
        boolean pooling = c.without() != c.with() && run.code() == 3;
        if (run.code() != expected || (pooling && !named)) {
          wrong.add(run.err());
        }
        codes.put(name(c), run.code() + (wrong.isEmpty() ? "" : " " + wrong));
      }
    }
    return codes;
  }
}
