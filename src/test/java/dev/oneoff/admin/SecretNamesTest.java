package dev.oneoff.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "passwordHash",
        "apiKey",
        "api_key",
        "accesstoken",
        "refresh_tokens",
        "tokens",
        "jwt_secret",
        "secretAnswer",
        "userPassword",
        "signing-key"
      })
  void aTellingNameMeansASecret(String name) {
    assertThat(SecretNames.column(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "total_tokens",
        "maxTokens",
        "prompt_tokens",
        "secretary_name",
        "secretariat",
        "tokenizer",
        "tokenised_at",
        "token_type",
        "has_password",
        "email"
      })
  void aSimilarNameIsNotASecret(String name) {
    assertThat(SecretNames.column(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop.api-key", "SHOP_API_KEY", "shop.signing-key", "DB_PASSWORD"})
  void settingsAreMatchedInAnyCase(String name) {
    assertThat(SecretNames.setting(name)).isTrue();
  }
}
