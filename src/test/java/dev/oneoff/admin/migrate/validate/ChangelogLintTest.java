package dev.oneoff.admin.migrate.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.parse.Parsed;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.migrate.command.MigrateSyncCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code migrate validate} on a changelog with everything that can be wrong. */
class ChangelogLintTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path directory;

  @BeforeEach
  void aMaster() throws Exception {
    write(
        "master.yaml",
        """
        databaseChangeLog:
          - property: {name: own, value: x}
          - includeAll: {path: changes/}
        """);
  }

  @Test
  void aCorrectChangelogIsReportedAsCorrect() throws Exception {
    write("changes/1.sql", "--liquibase formatted sql\n--changeset a:1\nselect '${own}';\n");

    assertThat(validate()).isEmpty();
    assertThat(validate("--no-database"))
        .containsExactly(line("unseen", "", "Without a database, nobody knows"));
    assertThat(code("--no-database", "--fail-level", "info")).isEqualTo(ExitCode.DONE);
  }

  @Test
  void mistakesAreFoundWithoutADatabaseByFileAndLine() throws Exception {
    write(
        "changes/1.sql",
        "--liquibase formatted sql\n--changeset a:1\ncreate table t (v text);\n"
            + "insert into t values ('${own} ${user.home}');\n--changeset a:2\n"
            + "create function f() returns int language sql as $$ select 1; select 2 $$;\n"
            + "--changeset a:3\ninsert into t values ('one\n--rollback nothing\n');\n"
            + "--changeset a:3\nselect 1;\n");
    write("changes/2.sql", "--changeset a:4\nselect 1;\n");
    write("changes/3.sqll", "create table forgotten (id int);\n");
    write("changes/README.md", "How to write one: --changeset a:1\n");
    write("other.sql", "--liquibase formatted sql\n--changeset a:5\nselect 1;\n");
    write("changes/5.sql", "\uFEFF--liquibase formatted sql\n--changeset a:6\nselect '\uFFFD';\n");
    Files.write(
        directory.resolve("changes/6.sql"),
        "--liquibase formatted sql\n--changeset a:7\nselect 'Zoë';\n"
            .getBytes(StandardCharsets.ISO_8859_1));

    List<String> found = validate("--no-database");

    assertThat(found)
        .containsExactlyInAnyOrder(
            line("error", "changes/1.sql:6:2:a", "Liquibase cuts a statement"),
            line("error", "changes/1.sql:9:3:a", "The line '--rollback nothing' is in a text"),
            line("error", "changes/1.sql::3:a", "Another changeset has the same id"),
            line("error", "changes/2.sql:1::", "Its first line is not"),
            line("error", "changes/6.sql:3:7:a", "The file is not UTF-8"),
            line("warning", "changes/1.sql:4:1:a", "${user.home} is not declared anywhere"),
            line("warning", "changes/3.sqll:::", "It looks like part of the changelog"),
            line("warning", "other.sql:::", "It looks like part of the changelog"),
            line("warning", "changes/5.sql:1::", "The file begins with a byte order mark"),
            line("warning", "changes/5.sql:3::", "U+FFFD is in place"),
            line("unseen", "", "Without a database, nobody knows"));
    assertThat(code("--no-database")).isEqualTo(ExitCode.NOT_AS_REQUIRED);
    assertThat(code("--no-database", "--fail-level", "never")).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aLevelSaysWhatFails() throws Exception {
    write("changes/1.sql", "--liquibase formatted sql\n--changeset a:1\nselect '${user.home}';\n");

    assertThat(code()).isEqualTo(ExitCode.DONE);
    assertThat(code("--fail-level", "warning")).isEqualTo(ExitCode.NOT_AS_REQUIRED);
  }

  @Test
  void locksOnLargeTablesAreFoundWithADatabase() throws Exception {
    database.execute(
        "create table big as select i as id from generate_series(1, 1000) i; analyze big;"
            + " create table small (id int)");
    write(
        "changes/1.sql",
        "--liquibase formatted sql\n--changeset a:1\ncreate index big_id on big (id);\n"
            + "--changeset a:2\nalter table big add column name text;\n"
            + "--changeset a:3\nalter table big alter column id set not null;\n"
            + "--changeset a:4\nalter table small add column name text;\n"
            + "--changeset a:5 runInTransaction:false\ncreate index concurrently b on big (id);\n");

    assertThat(validate())
        .containsExactly(
            line("warning", "changes/1.sql::1:a", "create index big_id on big (id) blocks writers"),
            line("warning", "changes/1.sql::3:a", "alter table big alter column id set not null"),
            line("info", "changes/1.sql::2:a", "alter table big add column name text blocks"));
  }

  @Test
  void aSpoiltChangesetThatHasRunIsAWarningAndAMissingDatabaseIsReported() throws Exception {
    write(
        "changes/1.sql",
        "--liquibase formatted sql\n--changeset a:1\ncreate table t (v text);\n"
            + "/*\n--rollback nothing\n*/\n");
    Parsed.command(MigrateSyncCommand.class, "migrate", "sync")
        .run(TestConsole.unattended().invocation(), database());

    assertThat(validate())
        .containsExactly(line("warning", "changes/1.sql:5:1:a", "The line '--rollback nothing'"));

    Database away =
        new Database(
            TestDatabase.settingsOf(
                Map.of(
                    "quarkus.datasource.jdbc.url",
                    "jdbc:postgresql://127.0.0.1:1/nothing",
                    "quarkus.datasource.username",
                    "nobody",
                    "quarkus.liquibase.change-log",
                    "filesystem:" + directory.resolve("master.yaml"))),
            "test",
            sentence -> {});
    TestConsole console = TestConsole.unattended();
    assertThat(
            Parsed.command(MigrateValidateCommand.class, "migrate", "validate", "--format", "json")
                .run(console.invocation(), away))
        .isEqualTo(ExitCode.NOT_AS_REQUIRED);
    assertThat(console.data())
        .contains(
            "\"severity\":\"error\"",
            "\"line\":5",
            "cannot be reached",
            "whether a changeset was changed after it had run");
  }

  @Test
  void unreadableChangelogsAreErrors() throws Exception {
    write(
        "changes/1.yaml",
        "databaseChangeLog:\n  - changeSet: {id: 1, author: a, changes: [{x: 1}]}\n");
    write("changes/2.sql", "--liquibase formatted sql\n-changeset a:1\nselect 1;\n");

    assertThat(validate()).anyMatch(found -> found.contains("Liquibase cannot read it"));
    assertThat(code()).isEqualTo(ExitCode.NOT_AS_REQUIRED);
  }

  @Test
  void aMissingFileIsAnError() throws Exception {
    write(
        "changes/1.yaml",
        "databaseChangeLog:\n"
            + "  - changeSet: {id: 1, author: a, changes: [{sqlFile: {path: no.sql}}]}\n");
    write("changes/2.sql", "--liquibase formatted sql\n--changeset a:2\nselect '${user.home}';\n");

    for (List<String> found : List.of(validate(), validate("--no-database"))) {
      assertThat(found)
          .contains(
              line("error", "changes/1.yaml::1:a", "Liquibase cannot read it"),
              line("warning", "changes/2.sql:3:2:a", "${user.home} is not declared anywhere"))
          .filteredOn(one -> one.startsWith("error"))
          .hasSize(1);
    }
    assertThat(code()).isEqualTo(ExitCode.NOT_AS_REQUIRED);
  }

  private static String line(String severity, String place, String begin) {
    return severity + " " + place + " " + begin;
  }

  /** Each as in {@link #line}, no longer than what is expected. */
  private List<String> validate(String... options) throws Exception {
    TestConsole console = TestConsole.unattended();
    run(console, options);
    List<String> found = new ArrayList<>();
    for (var row : new com.fasterxml.jackson.databind.ObjectMapper().readTree(console.data())) {
      String place =
          String.join(
              ":",
              row.get("file").asText(),
              row.get("line").isNull() ? "" : row.get("line").asText(),
              row.get("id").asText(),
              row.get("author").asText());
      String problem = row.get("problem").asText();
      found.add(
          line(
              row.get("severity").asText(),
              place.equals(":::") ? "" : place,
              KNOWN.stream().filter(problem::startsWith).findFirst().orElse(problem)));
    }
    return Collections.unmodifiableList(found);
  }

  private static final List<String> KNOWN =
      List.of(
          "Liquibase cuts a statement",
          "The line '--rollback nothing' is in a text",
          "The line '--rollback nothing'",
          "Another changeset has the same id",
          "Liquibase cannot read it",
          "Its first line is not",
          "The file is not UTF-8",
          "${user.home} is not declared anywhere",
          "It looks like part of the changelog",
          "The file begins with a byte order mark",
          "U+FFFD is in place",
          "Without a database, nobody knows",
          "create index big_id on big (id) blocks writers",
          "alter table big alter column id set not null",
          "alter table big add column name text blocks");

  private ExitCode code(String... options) throws Exception {
    return run(TestConsole.unattended(), options);
  }

  private ExitCode run(TestConsole console, String... options) throws Exception {
    List<String> line = new ArrayList<>(List.of("migrate", "validate", "--format", "json"));
    line.addAll(List.of(options));
    return Parsed.command(MigrateValidateCommand.class, line.toArray(String[]::new))
        .run(console.invocation(), database());
  }

  private Database database() {
    return database.database(
        "quarkus.liquibase.change-log",
        "filesystem:" + directory.resolve("master.yaml"),
        "oneoff.environment",
        "test",
        "oneoff.migrate.large-table-rows",
        "1000");
  }

  private void write(String file, String text) throws Exception {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
