package dev.oneoff.admin.database.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.Sensitive;
import org.junit.jupiter.api.Test;

class SensitiveFieldsTest {

  private final SensitiveFields service = SensitiveFields.read();

  @Test
  void theBuildListsTheOnesOfTheService() {
    assertThat(service.column("customers", "email")).isTrue();
    assertThat(service.column("CUSTOMERS", "Phone")).isTrue();
    assertThat(service.column("customers", "name")).isFalse();
    assertThat(service.column("orders", "email")).isFalse();
  }

  @Test
  void anAttributeIsFoundInTheClassAbove() {
    assertThat(SensitiveFields.attribute(Card.class, "number")).isTrue();
    assertThat(SensitiveFields.attribute(Card.class, "holder")).isFalse();
    assertThat(SensitiveFields.attribute(Card.class, "none")).isFalse();
  }

  @Test
  void whatIsInheritedOrEmbeddedIsMaskedInEveryTable() {
    SensitiveFields fields = SensitiveFields.of(Numbered.class);

    assertThat(fields.column("anything", "number")).isTrue();
    assertThat(fields.column("anything", "card_number")).isTrue();
    assertThat(fields.column("anything", "cardNumber")).isTrue();
  }

  static class Numbered {
    @Sensitive String number = "";
    @Sensitive String cardNumber = "";
  }

  static class Card extends Numbered {
    String holder = "";
  }
}
