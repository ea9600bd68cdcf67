package dev.oneoff.admin.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.MappedDatabase;
import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.output.AtomicFile;
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

/** Entities that share a table, or stand in several. Mapped in XML, or Quarkus would take them. */
class InheritedExportTest {

  public static class House {
    Long id;
    String street;
  }

  public static class Castle extends House {
    @Sensitive String treasure;
  }

  public static class Animal {
    Long id;
    String name;
    House home;
  }

  public static class Cat extends Animal {
    Integer lives;
  }

  private static final String ENTITIES =
      """
      <entity class="InheritedExportTest$House" name="House" metadata-complete="true">
        <table name="houses"/>
        <inheritance strategy="SINGLE_TABLE"/>
        <attributes><id name="id"/><basic name="street"/></attributes>
      </entity>
      <entity class="InheritedExportTest$Castle" name="Castle" metadata-complete="true">
        <attributes><basic name="treasure"/></attributes>
      </entity>
      <entity class="InheritedExportTest$Animal" name="Animal" metadata-complete="true">
        <table name="animals"/>
        <inheritance strategy="JOINED"/>
        <attributes>
          <id name="id"/><basic name="name"/>
          <many-to-one name="home" fetch="EAGER"/>
        </attributes>
      </entity>
      <entity class="InheritedExportTest$Cat" name="Cat" metadata-complete="true">
        <table name="cats"/>
        <attributes><basic name="lives"/></attributes>
      </entity>
      """;

  @RegisterExtension
  static final MappedDatabase MAPPED =
      new MappedDatabase(InheritedExportTest.class, ENTITIES)
          .then(
              """
        insert into houses (dtype, id, street, treasure) values
          ('House', 1, 'Main', null), ('Castle', 2, 'Loire', 'gold');
        insert into animals (id, name, home_id) values (1, 'Rex', null), (2, 'Tom', 2);
        insert into cats (id, lives) values (2, 9);
        """);

  @TempDir Path directory;

  @Test
  void aSubclassInASharedTableHasItsOwnRows() throws Exception {
    assertThat(exported(new ExportRequest.OfEntity("Castle")))
        .isEqualTo(
            "{\"id\":2,\"dtype\":\"Castle\",\"street\":\"Loire\",\"treasure (masked)\":\"***\"}\n");
    assertThat(exported(new ExportRequest.OfEntity("House")).lines()).hasSize(2);
  }

  @Test
  void joinedTablesFormOneRow() throws Exception {
    assertThat(exported(new ExportRequest.OfEntity("Cat")))
        .isEqualTo("{\"home_id\":2,\"id\":2,\"name\":\"Tom\",\"lives\":9}\n");
    assertThat(exported(new ExportRequest.OfEntity("Animal")).lines())
        .containsExactlyInAnyOrder(
            "{\"home_id\":null,\"id\":1,\"name\":\"Rex\",\"lives\":null}",
            "{\"home_id\":2,\"id\":2,\"name\":\"Tom\",\"lives\":9}");
  }

  @Test
  void hqlKnowsSubclassesToo() throws Exception {
    assertThat(exported(new ExportRequest.OfHql("from House h order by h.id")))
        .isEqualTo(
            """
            {"id":1,"street":"Main","treasure (masked)":null}
            {"id":2,"street":"Loire","treasure (masked)":"***"}
            """);
    assertThat(exported(new ExportRequest.OfHql("from Animal a order by a.id")))
        .isEqualTo(
            """
            {"id":1,"name":"Rex","home":null,"lives":null}
            {"id":2,"name":"Tom","home":2,"lives":9}
            """);
  }

  private String exported(ExportRequest.Source source) throws Exception {
    Path file = directory.resolve("rows.jsonl");
    try (AtomicFile out = AtomicFile.at(file)) {
      new Exports(new Entities(MAPPED.factory()))
          .run(
              new ExportRequest(
                  source, Map.of(), new FileForm(RowFormat.JSONL, false), Optional.of(file), false),
              out,
              MAPPED.database().database(),
              TestConsole.unattended().invocation());
    }
    return Files.readString(file);
  }
}
