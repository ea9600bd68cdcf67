package dev.oneoff.admin.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.MappedDatabase;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.sensitive.SensitiveFields;
import dev.oneoff.admin.entity.hql.HqlQuery;
import dev.oneoff.admin.entity.hql.HqlStatement;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a service that marks nothing has masked all the same. */
class MaskedByNameTest {

  public static class Account {
    Long id;
    String login;
    String password;
    String word;
    String salt;
    Token token;
    List<Token> tokens = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    Login last;
  }

  public static class Login {
    String device;
    String sessionKey;
  }

  public static class Token {
    String apiKey;
    String purpose;
    Account account;
  }

  public static class StoredFile {
    Long key;
    String contentHash;
    String hash;
  }

  private static final String ENTITIES =
      """
      <entity class="MaskedByNameTest$Account" name="Account" metadata-complete="true">
        <table name="accounts"/>
        <attributes>
          <id name="id"/>
          <basic name="login"/>
          <basic name="password"><column name="word_of_user"/></basic>
          <basic name="word"><column name="old_password"/></basic>
          <basic name="salt"/>
          <many-to-one name="token"><join-column name="token_id"/></many-to-one>
          <one-to-many name="tokens" target-entity="MaskedByNameTest$Token" mapped-by="account"/>
          <element-collection name="answers" target-class="java.lang.String"><column name="secret_answer"/><collection-table name="answers"/></element-collection>
          <embedded name="last"/>
        </attributes>
      </entity>
      <entity class="MaskedByNameTest$Token" name="Token" metadata-complete="true">
        <table name="tokens"/>
        <attributes>
          <id name="apiKey"><column name="api_key"/></id>
          <basic name="purpose"/>
          <many-to-one name="account"><join-column name="account_id"/></many-to-one>
        </attributes>
      </entity>
      <entity class="MaskedByNameTest$StoredFile" name="StoredFile" metadata-complete="true">
        <table name="files"/>
        <attributes><id name="key"/><basic name="contentHash"/><basic name="hash"/></attributes>
      </entity>
      <embeddable class="MaskedByNameTest$Login" metadata-complete="true">
        <attributes><basic name="device"/><basic name="sessionKey"/></attributes>
      </embeddable>
      """;

  @RegisterExtension
  static final MappedDatabase MAPPED =
      new MappedDatabase(MaskedByNameTest.class, ENTITIES)
          .then(
              """
              alter table accounts add recovery_hash text;
              insert into tokens (api_key, purpose) values ('k-4711', 'mail');
              insert into accounts (id, login, word_of_user, old_password, salt, device, sessionKey, token_id)
                values (1, 'ann', 'pw-1', 'pw-2', 'sa', 'phone', 's-1', 'k-4711');
              insert into answers values (1, 'blue');
              insert into files (key, contentHash, hash) values (7, 'c0ffee', 'beef')
              """);

  @Test
  void theMappingMasksWhatAnAttributeOrItsColumnIsCalled() {
    assertThat(SensitiveMapping.of(entities().factory()).columns())
        .extracting(column -> column.table() + "." + column.name())
        .containsExactlyInAnyOrder(
            "accounts.word_of_user",
            "accounts.old_password",
            "accounts.salt",
            "accounts.sessionkey",
            // Their values are the secret key of another table.
            "accounts.token_id",
            "answers.secret_answer",
            "tokens.api_key",
            "files.hash");
    assertThat(SensitiveMapping.marked(entities().factory()).columns()).isEmpty();
  }

  @Test
  void queriesMaskTheSame() {
    assertThat(printed("from Account"))
        .containsExactly(
            "[id, login, password, word, salt, token, last.device, last.sessionKey]",
            "[1, ann, ***, ***, ***, ***, phone, ***]");
    assertThat(
            printed(
                "select a.word, upper(a.password), n as answer from Account a join a.answers n"))
        .endsWith("[***, ***, ***]");
    assertThat(printed("select t.apiKey, t.purpose from Token t")).endsWith("[***, mail]");
    assertThat(printed("from StoredFile"))
        .containsExactly("[key, contentHash, hash]", "[7, c0ffee, ***]");
  }

  @Test
  void tablesOfEntitiesMaskTheSameAndWhatIsNotMapped() throws Exception {
    assertThat(sensitive("Account"))
        .containsExactlyInAnyOrder(
            "word_of_user", "old_password", "salt", "sessionkey", "token_id", "recovery_hash");
    assertThat(sensitive("Token")).containsExactly("api_key");
    assertThat(sensitive("StoredFile")).containsExactly("hash");
  }

  @Test
  void withoutABootTheClassesLeadToRenamedColumns() {
    Masking masking = SensitiveFields.of(Renamed.class)::column;

    assertThat(masking.masks("accounts", "word_of_user")).isTrue();
    assertThat(masking.masks("accounts", "old_password")).isTrue();
    assertThat(masking.masks("accounts", "login")).isFalse();
    assertThat(masking.masks("accounts", "token_id")).isFalse();
    assertThat(masking.masks("others", "hint")).isFalse();
  }

  /** As a service would annotate it, without being an entity of this one. */
  static class Renamed {
    @jakarta.persistence.Column(name = "word_of_user")
    String password = "";

    @jakarta.persistence.Column(name = "hint")
    String hint = "";

    @jakarta.persistence.ManyToOne
    @jakarta.persistence.JoinColumn(name = "token_id")
    Object token = "";
  }

  private static Entities entities() {
    return new Entities(MAPPED.factory());
  }

  private static List<String> sensitive(String entity) throws Exception {
    try (Connection connection = MAPPED.database().connect()) {
      return EntityTable.of(entities().named(entity), connection)
          .sensitive()
          .map(TableColumn::name)
          .toList();
    }
  }

  private static List<String> printed(String hql) {
    List<String> lines = new ArrayList<>();
    try (StatelessSession session = MAPPED.factory().openStatelessSession()) {
      HqlStatement statement =
          HqlStatement.of(new HqlQuery(hql, Map.of(), 1, 10, false, false), session, entities());
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
