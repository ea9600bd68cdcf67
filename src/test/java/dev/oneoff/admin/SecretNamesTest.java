package dev.oneoff.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.SecretNames.Name;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "passwordHash",
        "PASSWORD",
        "pwd",
        "user_pass",
        "passcode",
        "apiKey",
        "api_key",
        "api-keys",
        "accesstoken",
        "refresh_tokens",
        "tokens",
        "jwt_secret",
        "secretAnswer",
        "userPassword",
        "signing-key",
        "hash",
        "pinHash",
        "backup_code_hashes",
        "salt",
        "pw_salt",
        "saltValue",
        "secretKey",
        "activation_key",
        "reset_key",
        "licenseKey",
        "ssh_key",
        "webhook_key",
        "session_key"
      })
  void aTellingNameMeansASecret(String name) {
    assertThat(SecretNames.column("customers", name)).isTrue();
    assertThat(SecretNames.anywhere(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "total_tokens",
        "maxTokens",
        "prompt_tokens",
        "tokens_per_minute",
        "secretary_name",
        "secretariat",
        "tokenizer",
        "tokenised_at",
        "token_type",
        "token_name",
        "api_key_prefix",
        "access_key_id",
        "has_password",
        "password_changed_by",
        "email",
        "id",
        "key",
        "keys",
        "key_name",
        "primary_key",
        "foreignKey",
        "public_key",
        "customer_key",
        "sort_key",
        "object_key",
        "translation_key",
        "idempotency_key",
        "item_key",
        "keyword",
        "monkey",
        "file_hash",
        "contentHash",
        "commit_hash",
        "sha256_hash",
        "hash_code",
        "hash_algorithm",
        "geohash",
        "hashtag",
        "basalt",
        "salted",
        "assault"
      })
  void aSimilarNameIsNotASecret(String name) {
    assertThat(SecretNames.column("customers", name)).isFalse();
    assertThat(SecretNames.anywhere(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop.api-key", "SHOP_API_KEY", "shop.signing-key", "DB_PASSWORD"})
  void settingsAreMatchedInAnyCase(String name) {
    assertThat(SecretNames.setting(name)).isTrue();
  }

  @Test
  void aSettingAddsNamesOfColumnsAndOfOneTablesColumn() {
    SecretNames names =
        names(OwnSetting.MASKED_COLUMNS, "iban, *_pin, \"Door Codes\".*, users.key");

    assertThat(masked(names, "accounts", "IBAN")).isTrue();
    assertThat(masked(names, "cards", "cardPin")).isTrue();
    assertThat(masked(names, "cards", "pin")).isFalse();
    assertThat(masked(names, "door_codes", "note")).isTrue();
    assertThat(masked(names, "users", "key")).isTrue();
    assertThat(masked(names, "i18n", "key")).isFalse();
    assertThat(masked(names, "users", "password")).isTrue();
    assertThat(names.masksAnywhere("key")).isTrue();
    assertThat(names.lists(new Name("users", "key"))).isTrue();
    assertThat(names.lists(new Name("users", "password"))).isFalse();
  }

  @Test
  void aSettingTakesNamesOut() {
    SecretNames names = names(OwnSetting.PLAIN_COLUMNS, "push_token,files.hash,*_salt");

    assertThat(masked(names, "devices", "pushToken")).isFalse();
    assertThat(masked(names, "devices", "token")).isTrue();
    assertThat(masked(names, "files", "hash")).isFalse();
    assertThat(masked(names, "users", "hash")).isTrue();
    assertThat(masked(names, "users", "road_salt")).isFalse();
    // In a message, nobody knows the table.
    assertThat(names.masksAnywhere("hash")).isTrue();
    assertThat(names.masksAnywhere("push_token")).isFalse();
  }

  @Test
  void aValueIsPlainUnderAnyOfItsNames() {
    SecretNames names = names(OwnSetting.PLAIN_COLUMNS, "files.hash");

    assertThat(names.masks(List.of(new Name("StoredFile", "hash"), new Name("files", "hash"))))
        .isFalse();
    assertThat(names.masks(List.of(new Name("User", "pw"), new Name("users", "word")))).isTrue();
    assertThat(names.masks(List.of(new Name("User", "word"), new Name("users", "word")))).isFalse();
  }

  @Test
  void theBuiltInNamesCanBeSwitchedOff() {
    SecretNames names = names(OwnSetting.MASK_BY_NAME, "false", OwnSetting.MASKED_COLUMNS, "iban");

    assertThat(masked(names, "users", "password")).isFalse();
    assertThat(masked(names, "users", "iban")).isTrue();
    assertThat(names.masksAnywhere("password")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"public.users.key", "users.", ".key", "."})
  void whatIsNoNameOfAColumnIsRefused(String written) {
    assertThatThrownBy(() -> names(OwnSetting.PLAIN_COLUMNS, written))
        .isInstanceOfSatisfying(
            AdminException.class,
            e -> assertThat(e.reason()).isEqualTo(AdminException.Cause.CONFIGURATION))
        .hasMessage(
            "oneoff.plain-columns cannot be used: '"
                + written
                + "' is neither a column nor, as table.column, one of a certain table.");
  }

  private static boolean masked(SecretNames names, String table, String column) {
    return names.masks(List.of(new Name(table, column)));
  }

  private static SecretNames names(Object... settingsAndValues) {
    Map<String, String> settings = new HashMap<>();
    for (int i = 0; i < settingsAndValues.length; i += 2) {
      settings.put(settingsAndValues[i].toString(), settingsAndValues[i + 1].toString());
    }
    return SecretNames.of(TestDatabase.settingsOf(settings));
  }
}
