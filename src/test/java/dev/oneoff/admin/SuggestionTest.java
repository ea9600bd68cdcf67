package dev.oneoff.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionTest {

  private static final List<String> KNOWN =
      List.of("migrate", "health", "about", "--plan", "--check", "--format", "--help", "-h");

  @ParameterizedTest
  @CsvSource({
    "migrat, migrate",
    "migratee, migrate",
    "mirgate, migrate",
    "migrbte, migrate",
    "abuot, about",
    "--paln, --plan",
    "--fromat, --format",
    "--hepl, --help",
  })
  void aTypingMistakeIsRecognised(String word, String meant) {
    assertThat(Suggestion.of(word, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy", "--force", "", "xyz", "--"})
  void aDifferentWordIsNotSuggested(String word) {
    assertThat(Suggestion.of(word, KNOWN)).isEmpty();
  }

  @Test
  void theNearestWordWins() {
    assertThat(Suggestion.of("statu", List.of("stats", "status"))).contains("stats");
    assertThat(Suggestion.of("statuss", List.of("stats", "status"))).contains("status");
  }
}
