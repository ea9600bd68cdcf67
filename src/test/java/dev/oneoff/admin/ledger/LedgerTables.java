package dev.oneoff.admin.ledger;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.migrate.Migrations;

/** The toolkit's tables in a test's database, and a run to write about. */
public final class LedgerTables {

  private LedgerTables() {}

  /** In a database that nothing is in yet. */
  public static void create(TestDatabase database) throws Exception {
    database.copy(Template.MIGRATED);
  }

  /** The same, for a test that migrates a changelog of its own. */
  public static void createAlone(TestDatabase database) throws Exception {
    create(database);
    database.execute("drop table one, two; delete from databasechangelog");
  }

  /** Where the database is in use already. */
  public static void createInPlace(TestDatabase database) throws Exception {
    String changelog = "dev/oneoff/admin/migrate/two.sql";
    new Migrations(
            database.settings("quarkus.liquibase.change-log", changelog), database.dataSource())
        .apply(() -> {}, sentence -> {}, () -> {});
  }

  /** Migrated once in a process of the tests: a copy is there ten times as soon. */
  private static final class Template {

    static final TestDatabase MIGRATED = migrated();

    private static TestDatabase migrated() {
      TestDatabase template = new TestDatabase();
      template.create();
      try {
        createInPlace(template);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      return template;
    }
  }

  /** Of a command in the environment of the tests. */
  public static NewRun run(String command) {
    return NewRun.of(command, java.util.List.of(), java.util.Optional.of("test"));
  }
}
