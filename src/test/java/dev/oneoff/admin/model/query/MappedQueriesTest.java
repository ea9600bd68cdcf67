package dev.oneoff.admin.model.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.MappedDatabase;
import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.entity.hql.HqlQuery;
import dev.oneoff.admin.entity.hql.HqlStatement;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Mappings that the service itself does not have, in XML, or Quarkus would take them for entities
 * of the service.
 */
class MappedQueriesTest {

  public static class Place {
    String street;
    @Sensitive String doorCode;
  }

  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String country;
    int number;

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && key.country.equals(country) && key.number == number;
    }

    @Override
    public int hashCode() {
      return Objects.hash(country, number);
    }
  }

  public static class House {
    Key id;
    Place place;
    @Sensitive Place hidden;
    Set<String> names = new HashSet<>();
    List<Room> rooms = new ArrayList<>();
  }

  public static class Castle extends House {
    @Sensitive String treasure;
    Integer towers;
  }

  public static class Room {
    Long id;
    House house;
    byte[] picture;
  }

  private static final String ENTITIES =
      """
      <entity class="MappedQueriesTest$House" name="House" metadata-complete="true">
        <inheritance strategy="SINGLE_TABLE"/>
        <attributes>
          <embedded-id name="id"/>
          <one-to-many name="rooms" target-entity="MappedQueriesTest$Room" mapped-by="house"/>
          <element-collection name="names" target-class="java.lang.String"/>
          <embedded name="place"/>
          <embedded name="hidden">
            <attribute-override name="street"><column name="hidden_street"/></attribute-override>
            <attribute-override name="doorCode"><column name="hidden_code"/></attribute-override>
          </embedded>
        </attributes>
      </entity>
      <entity class="MappedQueriesTest$Castle" name="Castle" metadata-complete="true">
        <attributes><basic name="treasure"/><basic name="towers"/></attributes>
      </entity>
      <entity class="MappedQueriesTest$Room" name="Room" metadata-complete="true">
        <attributes>
          <id name="id"/>
          <basic name="picture"/>
          <many-to-one name="house" fetch="LAZY">
            <join-column name="house_country" referenced-column-name="country"/>
            <join-column name="house_number" referenced-column-name="number"/>
          </many-to-one>
        </attributes>
      </entity>
      <embeddable class="MappedQueriesTest$Place" metadata-complete="true">
        <attributes><basic name="street"/><basic name="doorCode"/></attributes>
      </embeddable>
      <embeddable class="MappedQueriesTest$Key" metadata-complete="true">
        <attributes><basic name="country"/><basic name="number"/></attributes>
      </embeddable>
      """;

  @RegisterExtension
  static final MappedDatabase MAPPED =
      new MappedDatabase(MappedQueriesTest.class, ENTITIES)
          .then(
              """
          insert into House (DTYPE, country, number, street, doorCode, hidden_street, hidden_code, treasure, towers)
            values ('House', 'de', 1, 'Main', '1234', 'Side', '5678', null, null),
              ('Castle', 'fr', 2, 'Loire', '4321', null, null, 'gold', 7);
          insert into House_names (House_country, House_number, names) values ('de', 1, 'Villa');
          insert into Room (id, house_country, house_number, picture) values (1, 'fr', 2, '\\xcafe')
          """);

  @Test
  void embeddedAndInheritedAttributesHaveTheirOwnColumns() {
    assertThat(printed("from House h order by h.id.number"))
        .containsExactly(
            "[id.country, id.number, type, place.street, place.doorCode, hidden.street,"
                + " hidden.doorCode, treasure, towers]",
            "[de, 1, House, Main, ***, ***, ***, null, null]",
            "[fr, 2, Castle, Loire, ***, null, null, ***, 7]");
  }

  @Test
  void aRelatedEntityWithACompositeKeyIsOneColumn() {
    assertThat(printed("from Room")).containsExactly("[id, house, picture]", "[1, fr/2, \\xcafe]");
  }

  @Test
  void partsOfEmbeddedAttributesAreSelectedAndMaskedToo() {
    assertThat(
            printed(
                "select h.id.number, h.place, h.place.doorCode, h.hidden.street, treat(h as"
                    + " Castle).treasure from House h where h.id.country = 'fr' or h.id.number = 1"
                    + " order by h.id.number"))
        .containsExactly(
            "[number, place.street, place.doorCode, doorCode, street, treasure]",
            "[1, Main, ***, ***, ***, null]",
            "[2, Loire, ***, ***, null, ***]");
  }

  @Test
  void attributesOfSubclassesAreMaskedToo() {
    assertThat(printed("select h.treasure, h.towers from House h order by h.id.number"))
        .containsExactly("[treasure, towers]", "[null, null]", "[***, 7]");
  }

  @Test
  void collectionElementsArePrintedAsTheyAre() {
    assertThat(printed("select h.rooms from House h"))
        .containsExactly("[id, house, picture]", "[1, fr/2, \\xcafe]");
    assertThat(printed("select n as name, h.id from House h join h.names n"))
        .containsExactly("[name, id.country, id.number]", "[Villa, de, 1]");
  }

  private static List<String> printed(String hql) {
    List<String> lines = new ArrayList<>();
    try (StatelessSession session = MAPPED.factory().openStatelessSession()) {
      HqlStatement statement =
          HqlStatement.of(
              new HqlQuery(hql, Map.of(), 1, 10, false, false),
              session,
              new Entities(MAPPED.factory()));
      lines.add(statement.selection().columns().toString());
      try (var rows = statement.rows()) {
        while (rows.next()) {
          lines.add(statement.selection().values(rows.get(), false).toString());
        }
      }
    }
    return lines;
  }
}
