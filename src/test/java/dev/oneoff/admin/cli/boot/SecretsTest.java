package dev.oneoff.admin.cli.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {

  private static final String PEM = "-----BEGIN KEY-----\n" + "MIIEvQIBADANBg\n".repeat(100);

  @Test
  void aPercentSignInALoginIsNotAFailure() {
    assertThat(of(Map.of("HTTPS_PROXY", "http://u:50%off-today@proxy")))
        .containsExactly("50%off-today");
    assertThat(of(Map.of("DATABASE_URL", "postgresql://u:p%40ss-word@db/x")))
        .containsExactly("p%40ss-word", "p@ss-word");
  }

  @Test
  void aLoginEndsAtTheLastAtSignBeforeThePath() {
    assertThat(of(Map.of("DATABASE_URL", "postgresql://u:first@second@db/x?options=a@b")))
        .containsOnly("first@second");
    assertThat(of(Map.of("DATABASE_URL", "postgresql://u:only-one@db/x?options=a@b")))
        .containsOnly("only-one");
  }

  @Test
  void aMultilineKeyIsASecretButItsPathIsNot() {
    assertThat(
            of(
                Map.of(
                    "SIGNING_KEY", PEM,
                    "DB_PASSWORD_FILE", "/run/secrets/db",
                    "API_KEY_URL", "https://keys.example/1")))
        .containsExactly(PEM);
  }

  @Test
  void anUnreadableSettingDoesNotHideOthers() {
    assertThat(
            Secrets.ofSettings(
                new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withDefaultValue("shop.api-key", "${not.there}")
                    .withDefaultValue("shop.signing-key", "s3cret-word")
                    .build(),
                Map.of()))
        .containsExactly("s3cret-word");
  }

  private static List<String> of(Map<String, String> variables) {
    return Secrets.ofSettings(new SmallRyeConfigBuilder().build(), variables);
  }
}
