package dev.oneoff.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

  private final Redaction redaction = new Redaction();

  @Test
  void aKnownValueIsMaskedWhereverItStands() {
    redaction.learn("Ann@Example.com");

    assertThat(redaction.of("For input string: \"ann@example.com\""))
        .isEqualTo("For input string: \"***\"");
    assertThat(redaction.of("xann@example.comx, ANN@EXAMPLE.COM")).isEqualTo("x***x, ***");
  }

  @Test
  void aShortValueIsMaskedWhereItStandsAloneAndATinyOneNowhere() {
    redaction.learn("anna");
    redaction.learn("abc");

    assertThat(redaction.of("savannah and Anna, abc")).isEqualTo("savannah and ***, abc");
  }

  @Test
  void ofTwoValuesThatBeginAlikeTheLongerOneIsMasked() {
    redaction.learn(List.of("ann@example", "ann@example.com"));
    redaction.learn(Map.of("home", "+49 30 1234567"));

    assertThat(redaction.of("ann@example.com, +49 30 1234567")).isEqualTo("***, ***");
  }

  @Test
  void whatHasFewValuesIsNotLearnt() {
    redaction.learn(true);
    redaction.learn(AdminException.Cause.FAILED);
    redaction.learn(null);

    assertThat(redaction.of("true FAILED null")).isEqualTo("true FAILED null");
  }

  @Test
  void itsMemoryIsBoundAndTheOldestGo() {
    redaction.learn("the first of many");
    for (int i = 0; i < 20_000; i++) {
      redaction.learn("value number " + i);
    }

    assertThat(redaction.of("the first of many, value number 19999"))
        .isEqualTo("the first of many, ***");
  }

  @Test
  void secretsOfTheSettingsAreAskedForOnce() {
    redaction.learnLater(() -> List.of("s3cret-word"));

    assertThat(redaction.of("it is s3cret-word")).isEqualTo("it is ***");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Key (email)=(a@b.c) already exists.|Key (email)=(***) already exists.",
        "Key (lower(email::text))=(a@b.c) already exists.|Key (lower(email::text))=(***) already exists.",
        "Schlüssel »(email)=(a@b.c)« existiert bereits.|Schlüssel »(email)=(***)« existiert bereits.",
        "Key (id, email)=(1, a@b.c (x)) already exists.|Key (id, email)=(***) already exists.",
        "Key (id)=(1) already exists.|Key (id)=(1) already exists.",
        "Failing row contains (1, Ann, a@b.c).|Failing row contains (***).",
        "Batch entry 0 insert into t values (('a@b.c')) was aborted: ERROR|Batch entry 0 *** was aborted: ERROR",
        "JSON data, line 1: {\"a@b.c|JSON data, line 1: ***",
      })
  void theDetailsOfPostgresqlAreMaskedUnlessTheirColumnsArePlain(String said, String told) {
    redaction.sensitive(column -> column.equals("email"));

    assertThat(redaction.of(said)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "invalid input syntax for type integer: \"a@b.c\"|invalid input syntax for type integer: ***",
        "value \"777777777777\" is out of range for type integer|value *** is out of range for type integer",
        "date/time field value out of range: \"a@b.c\"|date/time field value out of range: ***",
        "malformed array literal: \"a@b.c\"|malformed array literal: ***",
        "invalid input value for enum mood: \"a@b.c\"|invalid input value for enum mood: ***",
        "relation \"a_b\" does not exist|relation \"a_b\" does not exist",
        "invalid input syntax for type integer: \"typed\"|invalid input syntax for type integer: \"typed\"",
      })
  void whatNobodyHasLookedThroughHasNoQuotedValueThatNobodyTyped(String said, String told) {
    redaction.typed("select 'typed'::int");

    assertThat(redaction.ofUnseen("ERROR: " + said)).isEqualTo("ERROR: " + told);
  }
}
