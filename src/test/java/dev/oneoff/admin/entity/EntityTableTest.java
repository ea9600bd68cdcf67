package dev.oneoff.admin.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.MappedDatabase;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Sensitive;
import java.io.Serializable;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Mappings that the service itself does not have, in XML, or Quarkus would take them for its own.
 */
class EntityTableTest {

  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String country;
    int number;
  }

  public static class Place {
    String street;
    @Sensitive String doorCode;
  }

  public static class House {
    Key id;
    Place place;
    @Sensitive Place hidden;
    LocalDate built;
  }

  public static class Castle extends House {
    @Sensitive String treasure;
  }

  public static class Room {
    Long id;
    @Sensitive House house;
    Integer floor;
  }

  public static class Animal {
    Long id;
    String name;
  }

  public static class Cat extends Animal {
    Integer lives;
  }

  private static final String ENTITIES =
      """
      <entity class="EntityTableTest$House" name="House" metadata-complete="true">
        <table name="`Houses`"/>
        <inheritance strategy="SINGLE_TABLE"/>
        <attributes>
          <embedded-id name="id"/>
          <basic name="built"/>
          <embedded name="place"/>
          <embedded name="hidden">
            <attribute-override name="street"><column name="hidden_street"/></attribute-override>
            <attribute-override name="doorCode"><column name="hidden_code"/></attribute-override>
          </embedded>
        </attributes>
      </entity>
      <entity class="EntityTableTest$Castle" name="Castle" metadata-complete="true">
        <attributes><basic name="treasure"/></attributes>
      </entity>
      <entity class="EntityTableTest$Room" name="Room" metadata-complete="true">
        <table name="rooms" schema="building"/>
        <attributes>
          <id name="id"><generated-value strategy="IDENTITY"/></id>
          <basic name="floor"/>
          <many-to-one name="house" fetch="LAZY">
            <join-column name="house_country" referenced-column-name="country"/>
            <join-column name="house_number" referenced-column-name="number"/>
          </many-to-one>
        </attributes>
      </entity>
      <entity class="EntityTableTest$Animal" name="Animal" metadata-complete="true">
        <table name="animals"/>
        <inheritance strategy="JOINED"/>
        <attributes><id name="id"/><basic name="name"/></attributes>
      </entity>
      <entity class="EntityTableTest$Cat" name="Cat" metadata-complete="true">
        <table name="cats"/>
        <attributes><basic name="lives"/></attributes>
      </entity>
      <embeddable class="EntityTableTest$Place" metadata-complete="true">
        <attributes><basic name="street"/><basic name="doorCode"/></attributes>
      </embeddable>
      <embeddable class="EntityTableTest$Key" metadata-complete="true">
        <attributes><basic name="country"/><basic name="number"/></attributes>
      </embeddable>
      """;

  @RegisterExtension
  static final MappedDatabase MAPPED =
      new MappedDatabase(EntityTableTest.class, ENTITIES)
          .first("create schema building")
          .then(
              """
        alter table animals add legs int default 4,
          add upper_name text generated always as (upper(name)) stored;
        alter table building.rooms alter id set generated always
        """);

  @Test
  void theClassesOfOneTableShareItsColumns() throws Exception {
    EntityTable houses = of("House");
    assertThat(houses.name()).isEqualTo("\"Houses\"");
    assertThat(houses.single()).isTrue();
    assertThat(houses.key()).containsExactlyInAnyOrder("country", "number");
    assertThat(paths(houses))
        .containsExactlyInAnyOrder(
            "dtype=type",
            "country=id.country",
            "number=id.number",
            "built=built",
            "street=place.street",
            "doorcode=place.doorCode",
            "hidden_street=hidden.street",
            "hidden_code=hidden.doorCode",
            "treasure=treasure");
    assertThat(houses.sensitive().map(TableColumn::name))
        .containsExactlyInAnyOrder("doorcode", "hidden_street", "hidden_code", "treasure");
    assertThat(column(houses, "built").javaType()).contains(LocalDate.class);
    assertThat(column(houses, "built").type()).isEqualTo("date");
    assertThat(column(houses, "country").nullable()).isFalse();
  }

  @Test
  void aReferenceKnowsItsTarget() throws Exception {
    EntityTable rooms = of("Room");
    assertThat(rooms.name()).isEqualTo("building.rooms");
    assertThat(paths(rooms))
        .containsExactlyInAnyOrder(
            "id=id", "floor=floor", "house_country=house.country", "house_number=house.number");
    TableColumn number = column(rooms, "house_number");
    assertThat(number.reference().orElseThrow().entity().getImportedName()).isEqualTo("House");
    assertThat(number.reference().orElseThrow().column()).isEqualTo("number");
    assertThat(number.sensitive()).isTrue();
    assertThat(column(rooms, "id").making()).isEqualTo(TableColumn.Making.IDENTITY_ALWAYS);
  }

  @Test
  void joinedSubclassesHaveTheirTablesAfterTheFirst() throws Exception {
    EntityTable cats = of("Cat");
    assertThat(cats.parts().stream().map(EntityTable.Part::name))
        .containsExactly("animals", "cats");
    assertThat(cats.parts().stream().map(EntityTable.Part::optional)).containsExactly(false, false);
    assertThat(cats.parts().get(1).key()).containsExactly("id");
    EntityTable animals = of("Animal");
    assertThat(animals.parts().stream().map(EntityTable.Part::optional))
        .containsExactly(false, true);
    assertThat(paths(animals))
        .containsExactlyInAnyOrder("id=id", "name=name", "legs=", "upper_name=", "lives=lives");
  }

  @Test
  void theCatalogueAddsWhatTheMappingLacks() throws Exception {
    EntityTable animals = of("Animal");
    assertThat(column(animals, "legs").hasDefault()).isTrue();
    assertThat(column(animals, "legs").making()).isEqualTo(TableColumn.Making.GIVEN);
    assertThat(column(animals, "upper_name").making()).isEqualTo(TableColumn.Making.GENERATED);
  }

  @Test
  void aMissingTableIsNamed() throws Exception {
    MAPPED.database().execute("alter table cats rename to dogs");
    try {
      assertThatThrownBy(() -> of("Cat"))
          .isInstanceOf(AdminException.class)
          .hasMessageContaining("no table cats");
    } finally {
      MAPPED.database().execute("alter table dogs rename to cats");
    }
  }

  private static EntityTable of(String entity) throws Exception {
    try (Connection connection = MAPPED.database().connect()) {
      return EntityTable.of(new Entities(MAPPED.factory()).named(entity), connection);
    }
  }

  private static TableColumn column(EntityTable table, String name) {
    return table.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> paths(EntityTable table) {
    return table.columns().stream()
        .map(column -> column.name() + "=" + column.path().orElse(""))
        .collect(Collectors.toList());
  }
}
