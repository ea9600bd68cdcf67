package dev.oneoff.admin.ledger;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.migrate.Migrations;

/** The toolkit's tables in a test's database, and a run to write about. */
public final class LedgerTables {

  private LedgerTables() {}

  public static void create(TestDatabase database) throws Exception {
    String changelog = "dev/oneoff/admin/migrate/two.sql";
    new Migrations(
            database.settings("quarkus.liquibase.change-log", changelog), database.dataSource())
        .apply(() -> {}, sentence -> {}, () -> {});
  }

  /** Of a command in the environment of the tests. */
  public static NewRun run(String command) {
    return NewRun.of(command, java.util.List.of(), java.util.Optional.of("test"));
  }
}
