package dev.oneoff.admin.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.MappedDatabase;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.output.AtomicFile;
import dev.oneoff.admin.database.TestRole;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.transfer.FileForm;
import dev.oneoff.admin.transfer.RowFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables, columns and schemas that have blanks, capitals and reserved words for names. */
class OddNamesTest {

  public static class Group {
    Long id;
    String order;
  }

  private static final String ENTITIES =
      """
      <entity class="OddNamesTest$Group" name="Team" metadata-complete="true">
        <table name="`User Group`" schema="`My. Schema`"/>
        <attributes>
          <id name="id"><column name="`Group Id`"/></id>
          <basic name="order"><column name="`order`"/></basic>
        </attributes>
      </entity>
      """;

  @RegisterExtension
  static final MappedDatabase MAPPED =
      new MappedDatabase(OddNamesTest.class, ENTITIES)
          .first("create schema \"My. Schema\"")
          .then("insert into \"My. Schema\".\"User Group\" values (1, 'first')");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"Team", "User Group", "\"User Group\"", "\"My. Schema\".\"User Group\""})
  void anEntityIsExportedByEachOfItsNames(String name) throws Exception {
    assertThat(exported(name, MAPPED.database().database(), TestConsole.unattended()))
        .isEqualTo("{\"Group Id\":1,\"order\":\"first\"}\n");
  }

  @Test
  void anExportThatExceedsTheRolesTimeoutSaysSo() throws Exception {
    TestConsole console = TestConsole.unattended();
    try (TestRole role = new TestRole(MAPPED.database(), "").set("statement_timeout = '5min'")) {
      role.grant("usage on schema \"My. Schema\"")
          .grant("select on all tables in schema \"My. Schema\"");
      exported("Team", role.connected(), console);
    }
    assertThat(console.talk()).contains("statement_timeout is 5min (set for the role)");
  }

  private String exported(
      String name, dev.oneoff.admin.database.Database database, TestConsole console)
      throws Exception {
    Path file = directory.resolve("rows.jsonl");
    try (AtomicFile out = AtomicFile.at(file)) {
      new Exports(new Entities(MAPPED.factory()))
          .run(
              new ExportRequest(
                  new ExportRequest.OfEntity(name),
                  Map.of(),
                  new FileForm(RowFormat.JSONL, false),
                  Optional.of(file),
                  false),
              out,
              database,
              console.invocation());
    }
    return Files.readString(file);
  }
}
