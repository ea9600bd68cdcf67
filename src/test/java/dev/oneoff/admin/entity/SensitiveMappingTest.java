package dev.oneoff.admin.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.MappedDatabase;
import dev.oneoff.admin.Sensitive;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each shape in which something sensitive can be mapped, in XML, or Quarkus would take them. */
class SensitiveMappingTest {

  public static class Inner {
    @Sensitive String pin;
    String hint;
  }

  public static class Outer {
    Inner inner;
  }

  /** What all have. */
  public abstract static class Base {
    @Sensitive String inherited;
  }

  public static class Account extends Base {
    @Sensitive String iban;
    String owner;
    @Sensitive String sealToken;
    Outer outer;
    Outer other;
    String hushed;
    @Sensitive List<String> sealWords = new ArrayList<>();
    List<Inner> codes = new ArrayList<>();

    @Sensitive
    public String getHushed() {
      return hushed;
    }

    public void setHushed(String hushed) {
      this.hushed = hushed;
    }
  }

  public static class Premium extends Account {
    @Sensitive String sealLimit;
  }

  public static class Payment {
    Long id;
    Account account;
    String note;
  }

  private static final String ENTITIES =
      """
      <mapped-superclass class="SensitiveMappingTest$Base" metadata-complete="true">
        <attributes><basic name="inherited"/></attributes>
      </mapped-superclass>
      <entity class="SensitiveMappingTest$Account" name="Account" metadata-complete="true">
        <table name="`Accounts`"/>
        <secondary-table name="vault"><primary-key-join-column name="account"/></secondary-table>
        <inheritance strategy="JOINED"/>
        <attribute-override name="inherited"><column name="base_word"/></attribute-override>
        <attributes>
          <id name="iban"/>
          <basic name="owner"/>
          <basic name="sealToken"><column name="`Token`" table="vault"/></basic>
          <basic name="hushed" access="PROPERTY"><column name="hush"/></basic>
          <element-collection name="sealWords"><column name="word"/><collection-table name="words"/></element-collection>
          <element-collection name="codes"><collection-table name="codes"/></element-collection>
          <embedded name="outer"/>
          <embedded name="other">
            <attribute-override name="inner.pin"><column name="other_code"/></attribute-override>
            <attribute-override name="inner.hint"><column name="other_hint"/></attribute-override>
          </embedded>
        </attributes>
      </entity>
      <entity class="SensitiveMappingTest$Premium" name="Premium" metadata-complete="true">
        <table name="premiums"/>
        <attributes><basic name="sealLimit"><column name="most"/></basic></attributes>
      </entity>
      <entity class="SensitiveMappingTest$Payment" name="Payment" metadata-complete="true">
        <table name="payments"/>
        <attributes>
          <id name="id"/>
          <basic name="note"/>
          <many-to-one name="account"><join-column name="paid_by"/></many-to-one>
        </attributes>
      </entity>
      <embeddable class="SensitiveMappingTest$Outer" metadata-complete="true">
        <attributes><embedded name="inner"/></attributes>
      </embeddable>
      <embeddable class="SensitiveMappingTest$Inner" metadata-complete="true">
        <attributes><basic name="pin"/><basic name="hint"/></attributes>
      </embeddable>
      """;

  @RegisterExtension
  static final MappedDatabase MAPPED = new MappedDatabase(SensitiveMappingTest.class, ENTITIES);

  @Test
  void everySensitiveColumnIsFoundUnderAnyName() {
    assertThat(SensitiveMapping.of(new Entities(MAPPED.factory()).factory()).columns())
        .extracting(column -> column.table() + "." + column.name())
        .containsExactlyInAnyOrder(
            "accounts.iban",
            "accounts.base_word",
            "accounts.hush",
            "accounts.pin",
            "accounts.other_code",
            "vault.token",
            "words.word",
            "words.account_iban",
            "codes.pin",
            "codes.account_iban",
            "premiums.iban",
            "premiums.most",
            "payments.paid_by");
  }

  @Test
  void columnsAreFoundByTheirNamesInTheCatalogue() {
    SensitiveMapping mapping = SensitiveMapping.of(new Entities(MAPPED.factory()).factory());

    assertThat(mapping.masks("Accounts", "pin")).isTrue();
    assertThat(mapping.masks("vault", "Token")).isTrue();
    assertThat(mapping.masks("Accounts", "owner")).isFalse();
    assertThat(mapping.masks("payments", "note")).isFalse();
  }
}
