package dev.oneoff.admin.migrate.validate;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.parse.Parsed;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.migrate.command.MigrateCommand;
import dev.oneoff.admin.migrate.command.MigrateSyncCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What Liquibase would make something else of does not run; all else does. */
class SpoiltChangesetsTest {

  private static final String SPLIT = "splitStatements:false";
  private static final String STRIP = "stripComments:false";

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path directory;

  private record Spoilt(String sql, int line, String words) {}

  private static final List<Spoilt> SPOILT =
      List.of(
          new Spoilt(
              "create function f() returns int language sql as $$\nselect 1;\nselect 2\n$$;",
              4,
              SPLIT),
          new Spoilt(
              "create function f() returns int language plpgsql as $body$\n"
                  + "declare x int;\nbegin return 1; end $body$;",
              4,
              SPLIT),
          new Spoilt(
              "create table v (t text);\ndo $$ begin\nif true then perform 1; end if;\nperform 2;\n"
                  + "end $$;",
              5,
              SPLIT),
          new Spoilt("create table v as select 4\n/ 2 as t;", 5, SPLIT),
          new Spoilt("create table v (t text);\n/* a /* b; */ c; */ select 1;", 5, SPLIT),
          new Spoilt(
              "create table v (t text);\n"
                  + "insert into v values ('\\');\n"
                  + "insert into v values ('a;b');",
              6,
              SPLIT),
          new Spoilt(
              "create table v (t text);\ninsert into v values ($$first -- kept\nsecond$$);",
              5,
              STRIP),
          new Spoilt("create function f() returns int language plfoo as $$ 1 --1\n$$;", 4, STRIP),
          new Spoilt(
              "create table v (t text);\ninsert into v values ('one\n--rollback nothing\ntwo');",
              6,
              "'--rollback nothing' is in a text"),
          new Spoilt(
              "create table v (t text);\ninsert into v values ($$one\n  --  ROLLBACK all\ntwo$$);",
              6,
              "is in a text"),
          new Spoilt(
              "create table v (t text);\ninsert into v values ('one\n--comment two\n');",
              6,
              "is in a text"),
          new Spoilt(
              "create table v (t text);\n"
                  + "/* later:\n"
                  + "--changeset test:2\n"
                  + "create table w (t text);\n"
                  + "*/",
              6,
              "is in a comment"));

  @Test
  void aChangesetThatWouldBeCutDoesNotRun() throws Exception {
    for (Spoilt one : SPOILT) {
      String attributes = one.words().equals(STRIP) ? " " + SPLIT : "";
      write(
          "--liquibase formatted sql\n\n--changeset test:1" + attributes + "\n" + one.sql() + "\n");

      assertThatThrownBy(this::migrate)
          .is(because(Cause.CONFIGURATION))
          .hasMessageContaining("Nothing ran. ")
          .hasMessageContaining(one.words())
          .hasMessageContaining("changelog.sql:" + one.line() + " (changeset 1 by test)")
          .hasMessageContaining("migrate validate");
    }
    assertThat(database.query("select tablename from pg_tables where schemaname = 'public'"))
        .isEmpty();
  }

  private record Whole(String attributes, String sql, String stored) {}

  /** Each with a table V and a function F of its own. */
  private static final List<Whole> WHOLE =
      List.of(
          new Whole(
              SPLIT,
              "create function F() returns int language plpgsql as $$\n"
                  + "begin -- don't; stop\n  if true then return 1; end if;\n  return 2; end $$;"
                  + "\ncreate table V as select F()::text as t;",
              "1"),
          new Whole(
              "",
              "create function F() returns int language plpgsql as $$ begin perform 1; return 2;"
                  + " end $$;\n"
                  + "create table V as select F()::text as t",
              "2"),
          new Whole(
              "",
              "create function F() returns int language sql begin atomic select 1; select 3; end;\n"
                  + "create table V as select F()::text as t;",
              "3"),
          new Whole(
              "",
              "create table V (t text, \"odd;name\" text); -- it's; nothing\n\n;"
                  + "insert into V values ('a;b' /* c;d */), (E'it\\'s;');;",
              "a;b it's;"),
          new Whole("", "create table V (t text)\ngo\ninsert into V values ('go')\nGO\n", "go"),
          new Whole(
              "endDelimiter://",
              "create function F() returns int language sql as $$ select 1; select 4 $$\n//\n"
                  + "create table V as select F()::text as t\n//",
              "4"),
          new Whole(
              SPLIT + " " + STRIP,
              "create table V (t text);\ninsert into V values ($x$first -- kept; $$ \nsecond$x$);",
              "first -- kept; $$ \nsecond"),
          new Whole(
              "",
              "create table V (t text);\n/* liquibase rollback\ndrop table V;\n*/\n"
                  + "--rollback drop table V;\n",
              ""),
          new Whole(
              "",
              "create table V (t text);\n--ignoreLines:start\n'--rollback it's\n--ignoreLines:end\n"
                  + "insert into V values ('5');",
              "5"),
          new Whole(
              "",
              "create table V (t text);\n--ignoreLines:1\nit's\n--comment why\n"
                  + "insert into V values ('6');",
              "6"),
          new Whole(
              "",
              "create table V (t text);\n/* first\n--comment why\n*/\ninsert into V values ('7');",
              "7"),
          new Whole(
              "",
              "create table V (t text);\n--changeset test:other dbms:mysql\n"
                  + "insert into x values ('it\\'s');\n--changeset test:next\n"
                  + "insert into V values ('8');\n--rollback delete from V;\n"
                  + "insert into V values ('9');\n",
              "8 9"));

  @Test
  void aChangesetThatRunsAsWrittenRuns() throws Exception {
    StringBuilder text = new StringBuilder("--liquibase formatted sql\n");
    for (int i = 0; i < WHOLE.size(); i++) {
      text.append("\n--changeset test:" + i + " " + WHOLE.get(i).attributes() + "\n");
      text.append(WHOLE.get(i).sql().replace("V", "v" + i).replace("F(", "f" + i + "("));
      text.append('\n');
    }
    write(text.toString());

    migrate();

    for (int i = 0; i < WHOLE.size(); i++) {
      assertThat(String.join(" ", database.query("select t from v" + i)))
          .isEqualTo(WHOLE.get(i).stored());
    }
  }

  @Test
  void filesNamedInYamlAreChecked() throws Exception {
    Files.writeString(
        directory.resolve("body.sql"),
        "create table v (t text);\ncreate function f() returns int language sql as $$\n"
            + "select 1; select 2 $$;\n");
    Files.writeString(
        directory.resolve("changelog.yaml"),
        "databaseChangeLog:\n  - changeSet:\n      id: 7\n      author: test\n      changes:\n"
            + "        - sqlFile: {path: body.sql}\n");

    assertThatThrownBy(() -> migrate("changelog.yaml"))
        .is(because(Cause.CONFIGURATION))
        .hasMessageContaining("body.sql:2 (changeset 7 by test)")
        .hasMessageContaining(SPLIT);
  }

  @Test
  void aDeclaredEncodingIsUsed() throws Exception {
    Files.write(
        directory.resolve("latin.sql"),
        "insert into v values ('Noël');".getBytes(StandardCharsets.ISO_8859_1));
    Files.write(
        directory.resolve("wide.sql"),
        "\uFEFF--liquibase formatted sql\n--changeset test:2\ninsert into v values ('Zoë');\n"
            .getBytes(StandardCharsets.UTF_16LE));
    Files.write(
        directory.resolve("changelog.xml"),
        ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<databaseChangeLog"
                + " xmlns=\"http://www.liquibase.org/xml/ns/dbchangelog\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:schemaLocation=\"http://www.liquibase.org/xml/ns/dbchangelog"
                + " http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd\">\n"
                + "<changeSet id=\"1\" author=\"test\"><sql>create table v as select"
                + " 'Gaël'::text as t</sql><sql dbms=\"h2\">$$ a; b $$; commit</sql>"
                + "<sqlFile path=\"latin.sql\" encoding=\"ISO-8859-1\"/></changeSet>\n"
                + "<include file=\"wide.sql\"/>\n</databaseChangeLog>\n")
            .getBytes(StandardCharsets.ISO_8859_1));

    migrate("changelog.xml");

    assertThat(database.query("select t from v")).containsExactly("Gaël", "Noël", "Zoë");
    TestConsole console = TestConsole.unattended();
    Parsed.command(MigrateValidateCommand.class, "migrate", "validate")
        .run(console.invocation(), database("changelog.xml"));
    assertThat(console.data()).doesNotContain("error").contains("byte order mark");
  }

  @Test
  void aChangesetWithAMissingFileDoesNotRun() throws Exception {
    Files.writeString(
        directory.resolve("changelog.yaml"),
        "databaseChangeLog:\n  - changeSet:\n      id: 7\n      author: test\n      changes:\n"
            + "        - sqlFile: {path: nowhere.sql}\n");

    assertThatThrownBy(() -> migrate("changelog.yaml"))
        .is(because(Cause.CONFIGURATION))
        .hasMessageContaining("(changeset 7 by test): Liquibase cannot read it: ")
        .hasMessageContaining("nowhere.sql");
  }

  @Test
  void bytesThatAreNotUtf8DoNotRun() throws Exception {
    Files.write(
        directory.resolve("changelog.sql"),
        "--liquibase formatted sql\n--changeset test:1\ncreate table v as select 'Zoë' as t;\n"
            .getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(this::migrate)
        .is(because(Cause.CONFIGURATION))
        .hasMessageContaining("changelog.sql:3 (changeset 1 by test)")
        .hasMessageContaining("not UTF-8");
    assertThat(database.query("select to_regclass('v')")).containsExactly((String) null);
  }

  @Test
  void aChangesetThatHasRunIsNotCheckedAgain() throws Exception {
    write(
        "--liquibase formatted sql\n--changeset test:1\ncreate table v (t text);\n"
            + "/*\n--rollback nothing\n*/\n");
    run(MigrateSyncCommand.class, "changelog.sql", "migrate", "sync");
    Files.writeString(
        directory.resolve("changelog.sql"),
        "--changeset test:2\ncreate table v2 (t text);\n",
        StandardOpenOption.APPEND);

    migrate();

    assertThat(database.query("select id from databasechangelog order by id"))
        .containsExactly("1", "2");
  }

  private void migrate() throws Exception {
    migrate("changelog.sql");
  }

  private void migrate(String file) throws Exception {
    run(MigrateCommand.class, file, "migrate");
  }

  private void run(Class<? extends DatabaseCommand> type, String file, String... line)
      throws Exception {
    Parsed.command(type, line).run(TestConsole.unattended().invocation(), database(file));
  }

  private Database database(String file) {
    return database.database(
        "quarkus.liquibase.change-log",
        "filesystem:" + directory.resolve(file),
        "oneoff.environment",
        "test");
  }

  private void write(String text) throws Exception {
    Files.writeString(directory.resolve("changelog.sql"), text);
  }
}
