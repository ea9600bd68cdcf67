package dev.oneoff.admin.run.items;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.MappedDatabase;
import dev.oneoff.admin.AdminException.Cause;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The parts of an identifier are in the order of their names: saved cursors depend on it. */
class EntityKeyTest {

  public static class Place implements Serializable {
    private static final long serialVersionUID = 1L;
    int number;
    String country;

    @Override
    public boolean equals(Object other) {
      return other instanceof Place place
          && place.number == number
          && Objects.equals(place.country, country);
    }

    @Override
    public int hashCode() {
      return Objects.hash(number, country);
    }
  }

  public static class Town {
    Long id;
  }

  public static class House {
    Place id;
  }

  public static class Shed {
    int number;
    String country;
  }

  public static class Flat {
    Town town;
  }

  private static final String ENTITIES =
      """
      <entity class="EntityKeyTest$Town" name="Town" metadata-complete="true">
        <attributes><id name="id"/></attributes>
      </entity>
      <entity class="EntityKeyTest$House" name="House" metadata-complete="true">
        <attributes><embedded-id name="id"/></attributes>
      </entity>
      <entity class="EntityKeyTest$Shed" name="Shed" metadata-complete="true">
        <id-class class="dev.oneoff.admin.run.items.EntityKeyTest$Place"/>
        <attributes><id name="number"/><id name="country"/></attributes>
      </entity>
      <entity class="EntityKeyTest$Flat" name="Flat" metadata-complete="true">
        <attributes>
          <one-to-one name="town" id="true" target-entity="EntityKeyTest$Town"/>
        </attributes>
      </entity>
      <embeddable class="EntityKeyTest$Place" metadata-complete="true">
        <attributes><basic name="number"/><basic name="country"/></attributes>
      </embeddable>
      """;

  @RegisterExtension
  static final MappedDatabase MAPPED = new MappedDatabase(EntityKeyTest.class, ENTITIES);

  @Test
  void aPlainIdentifierHasOnePart() {
    Town town = new Town();
    town.id = 7L;

    EntityKey<Town> key = of(Town.class);

    assertThat(key.name()).isEqualTo("Town");
    assertThat(key.paths()).containsExactly("id");
    assertThat(key.keyOf(town).parts()).containsExactly("7");
  }

  @Test
  void theOrderInWhichPartsAreDeclaredDoesNotMatter() {
    House house = new House();
    house.id = new Place();
    house.id.number = 12;
    house.id.country = "at";
    Shed shed = new Shed();
    shed.number = 3;
    shed.country = "ch";

    assertThat(of(House.class).paths()).containsExactly("id.country", "id.number");
    assertThat(of(House.class).keyOf(house).parts()).containsExactly("at", "12");
    assertThat(of(Shed.class).paths()).containsExactly("country", "number");
    assertThat(of(Shed.class).keyOf(shed).parts()).containsExactly("ch", "3");
    assertThat(of(Shed.class).key(List.of("ch", 3)).parts()).containsExactly("ch", "3");
  }

  @Test
  void anEntityIdentifiedByAnotherIsRefused() {
    assertThatThrownBy(() -> of(Flat.class))
        .is(because(Cause.FAILED))
        .hasMessage(
            "The identifier of Flat holds town, which is not a plain value. Use Items.ofTable or a"
                + " Cursor.");
  }

  private static <T> EntityKey<T> of(Class<T> type) {
    try (Session session = MAPPED.factory().openSession()) {
      return EntityKey.of(type, session);
    }
  }
}
