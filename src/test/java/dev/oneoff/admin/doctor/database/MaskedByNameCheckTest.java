package dev.oneoff.admin.doctor.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.Findings;
import dev.oneoff.MappedDatabase;
import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.entity.Entities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MaskedByNameCheckTest {

  public static class Member {
    Long id;
    @Sensitive String password;
    String secretAnswer;
    String salt;
    String email;
  }

  private static final String ENTITIES =
      """
      <entity class="MaskedByNameCheckTest$Member" name="Member" metadata-complete="true">
        <table name="members"/>
        <attributes>
          <id name="id"/>
          <basic name="password"/>
          <basic name="secretAnswer"><column name="answer"/></basic>
          <basic name="salt"/>
          <basic name="email"/>
        </attributes>
      </entity>
      """;

  @RegisterExtension
  static final MappedDatabase MAPPED =
      new MappedDatabase(MaskedByNameCheckTest.class, ENTITIES)
          .then(
              """
              create table legacy_users (id int primary key, "PIN_Hash" text, key text, note text);
              create table admin_secret_notes (token text);
              create table databasechangelog (secret text)
              """);

  @Test
  void whatIsNotMarkedIsListedWithWhatSettlesIt() throws Exception {
    Check check = new MaskedByNameCheck(new Entities(MAPPED.factory()));

    assertThat(check.look(MAPPED.database().dataSource(), MAPPED.database().settings()))
        .contains(
            Finding.info(
                "legacy_users.PIN_Hash is masked, but only because of its name or its attribute's.",
                "If it is secret, mark the attribute with @Sensitive, or list legacy_users.PIN_Hash"
                    + " in oneoff.masked-columns; if not, in oneoff.plain-columns."))
        .extracting(finding -> finding.what().replaceFirst(" .*", ""))
        .containsExactly("legacy_users.PIN_Hash", "members.answer", "members.salt");
  }

  @Test
  void aServiceWithoutEntitiesHasNothingMarked() throws Exception {
    assertThat(
            Findings.of(
                new MaskedByNameCheck(Entities.unknown()),
                MAPPED.database().dataSource(),
                MAPPED.database().settings()))
        .hasSize(3)
        .anyMatch(finding -> finding.startsWith("info: members.password is masked"));
  }
}
