package dev.oneoff.admin.database.sensitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.SensitiveMember;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class SensitiveFieldsTest {

  private final SensitiveFields service = SensitiveFields.read();

  @Test
  void theBuildListsTheServicesSensitiveFields() {
    assertThat(service.column("customers", "email")).isTrue();
    assertThat(service.column("CUSTOMERS", "Phone")).isTrue();
    assertThat(service.column("customers", "name")).isFalse();
  }

  @Test
  void aMissingListIsNotAnEmptyList() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
      Thread.currentThread().setContextClassLoader(empty);
      assertThatThrownBy(SensitiveFields::read)
          .isInstanceOfSatisfying(
              AdminException.class,
              e -> assertThat(e.reason()).isEqualTo(AdminException.Cause.CONFIGURATION))
          .hasMessageContaining("<proc>full</proc>");
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @Test
  void aPropertyIsFoundInASuperclassAndOnItsGetter() {
    assertThat(SensitiveMember.property(Card.class, "seal")).isTrue();
    assertThat(SensitiveMember.property(Card.class, "holder")).isFalse();
    assertThat(SensitiveMember.property(Card.class, "sealPin")).isTrue();
    assertThat(SensitiveMember.property(Card.class, "none")).isFalse();
  }

  @Test
  void inheritedAndEmbeddedFieldsAreMaskedInEveryTable() {
    SensitiveFields fields = SensitiveFields.of(Numbered.class);

    assertThat(fields.column("anything", "seal")).isTrue();
    assertThat(fields.column("anything", "sealed_number")).isTrue();
    assertThat(fields.column("anything", "sealedNumber")).isTrue();
    assertThat(fields.column("anything", "Sealed")).isTrue();
  }

  @Test
  void anotherNameInASubclassIsMaskedToo() {
    SensitiveFields fields = SensitiveFields.of(Numbered.class, Card.class);

    assertThat(fields.column("cards", "secret_code")).isTrue();
    assertThat(fields.column("cards", "seal_pin")).isTrue();
    assertThat(fields.column("cards", "holder")).isFalse();
  }

  static class Numbered {
    @Sensitive String seal = "";
    @Sensitive String sealedNumber = "";

    @Sensitive
    @Column(name = "\"Sealed\"")
    String sealedWord = "";
  }

  @AttributeOverride(name = "seal", column = @Column(name = "secret_code"))
  static class Card extends Numbered {
    String holder = "";

    @Sensitive
    String getSealPin() {
      return "";
    }
  }
}
