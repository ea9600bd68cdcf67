package dev.oneoff.admin.database.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlockerTest {

  @Test
  void theValuesOfItsStatementAreNotShown() {
    assertThat(told("update t set a = 'it''s', b = $x$ y $x$ where \"Id\" = $1 and n1 = -12.5"))
        .endsWith("), last: update t set a = …, b = … where \"Id\" = $1 and n1 = -…");
    assertThat(told("select /* of Ann */ E'\\'ab' -- Ann\n from t1 where x = 'cut of"))
        .endsWith("), last: select E… from t1 where x = …");
  }

  private static String told(String statement) {
    return new Blocker(
            42,
            "psql",
            "app",
            "idle in transaction",
            Optional.of(Duration.ofSeconds(14)),
            Optional.of(statement),
            0)
        .toString();
  }
}
