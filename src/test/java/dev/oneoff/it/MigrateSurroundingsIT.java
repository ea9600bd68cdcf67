package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changelogs that come out otherwise than they are written, on the packaged jar. */
@Tag("one-java")
class MigrateSurroundingsIT {

  /**
   * One of them.
   *
   * @param query what is asked of the database afterwards, and what it answers
   */
  private record Case(
      String name,
      Map<String, String> environment,
      List<String> arguments,
      String changeset,
      int code,
      List<String> printed,
      String query,
      String stored) {

    @Override
    public String toString() {
      return name;
    }
  }

  private final JarPostgres.Database database = JarPostgres.prepared();

  @TempDir Path directory;

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "variables and properties in a value",
            Map.of(),
            List.of("migrate"),
            "--property name:given value:declared\n"
                + "create table v as select '${user.home} ${DATABASE_URL} ${given}' as t;",
            0,
            List.of("the schema is current"),
            "select t from v",
            "${user.home} ${DATABASE_URL} declared"),
        new Case(
            "a body with semicolons",
            Map.of(),
            List.of("migrate"),
            "create function f() returns int language sql as $$ select 1; select 2 $$;",
            78,
            List.of("changelog.sql:3 (changeset 1 by test)", "splitStatements:false"),
            "select count(*) from pg_proc where proname = 'f'",
            "0"),
        new Case(
            "a directive in a text",
            Map.of(),
            List.of("migrate"),
            "create table v as select 'one\n--rollback nothing\ntwo' as t;",
            78,
            List.of("changelog.sql:4", "'--rollback nothing' is in a text"),
            "select to_regclass('v') is null",
            "t"),
        new Case(
            "a changelog that is looked over where no database is",
            Map.of("DATABASE_URL", "postgres://app:geheim@127.0.0.1:1/orders"),
            List.of("migrate", "validate", "--fail-level", "warning", "--format", "json"),
            "select '${user.home}';",
            5,
            List.of("${user.home} is not declared anywhere", "\"line\":3", "cannot be reached"),
            "select 1",
            "1"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsStoredIsWhatIsWritten(Case one) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("changelog.sql"),
            "--liquibase formatted sql\n--changeset test:1\n" + one.changeset() + "\n");
    App app =
        App.packaged()
            .on(database)
            .warm()
            .with("QUARKUS_LIQUIBASE_CHANGE_LOG", "filesystem:" + file);
    for (Map.Entry<String, String> variable : one.environment().entrySet()) {
      app = app.with(variable.getKey(), variable.getValue());
    }

    JarRun run = app.run(one.arguments().toArray(String[]::new)).endsWith(one.code());

    assertThat(run.out() + run.err()).contains(one.printed());
    assertThat(database.query(one.query())).isEqualTo(one.stored());
  }
}
