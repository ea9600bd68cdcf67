package dev.oneoff.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

  private final Redaction redaction = new Redaction();

  @ParameterizedTest
  @CsvSource({
    "2026-01-01 10:00:00+00, 2026-01-01T10:00:00Z",
    "2026-01-01 12:30:05.250+02, 2026-01-01T10:30:05.25Z",
    "2026-01-01 10:00:00+00, 2026-01-01T11:00+01:00[Europe/Berlin]",
    "2026-01-01 10:00:00, 2026-01-01T10:00",
    "2026-01-01 10:00:00, 2026-01-01 10:00:00.0",
    "10:00:00, 10:00",
    "1500, 1500.0",
    "1500.00, 1500",
    "1e+20, 1.0E20",
    "PENDING, pending"
  })
  void aValueIsRecognisedHoweverJavaPrintsIt(String postgres, String java) {
    Redaction redaction = new Redaction();
    redaction.learnWhole(postgres);
    assertThat(redaction.isKnown(java)).isTrue();
    assertThat(redaction.isKnown(java + "1")).isFalse();
  }

  @Test
  void aKnownValueIsMaskedEverywhere() {
    redaction.learn("Ann@Example.com");

    assertThat(redaction.redact("For input string: \"ann@example.com\""))
        .isEqualTo("For input string: \"***\"");
    assertThat(redaction.redact("xann@example.comx, ANN@EXAMPLE.COM")).isEqualTo("x***x, ***");
  }

  @Test
  void aWordIsMaskedAsAWholeWordAndAShortOneNever() {
    redaction.learn(List.of("savanna", "test", "abc", "a-12", "555001"));

    assertThat(redaction.redact("Savannah and Savanna; test, abc, a-12, xa-12; 1555001 555001"))
        .isEqualTo("Savannah and ***; test, abc, ***, xa-12; 1555001 ***");
  }

  @Test
  void commonNumbersAndDatesAreNotLearnt() {
    redaction.learn(List.of(2024, 4096L, new BigDecimal("1000000.5"), "2024", "12345", "12.5"));
    redaction.learn(List.of(LocalDate.of(2024, 5, 1), "2024-05-01", "--------", 49301234567L));

    assertThat(redaction.redact("2024-05-01 4096 12345 12.5 1000000.5 -------- 49301234567"))
        .isEqualTo("2024-05-01 4096 12345 12.5 1000000.5 -------- ***");
  }

  @Test
  void aLetterThatIsLongerInLowerCaseDoesNotHideAValue() {
    redaction.learn("ann@example");

    assertThat(redaction.redact("İstanbul: Ann@Example")).isEqualTo("İstanbul: ***");
  }

  @Test
  void aLongValueAndItsLinesAreMaskedWithinATotalLimit() {
    String key = "-----BEGIN KEY-----\n" + "MIIEvQIBADANBgkqhkiG9w0B\n".repeat(100) + "-----END";
    redaction.learn(key);

    assertThat(redaction.redact("it is " + key)).isEqualTo("it is ***");
    assertThat(redaction.redact("MIIEvQIBADANBgkqhkiG9w0B, short")).isEqualTo("***, short");
    for (int i = 0; i < 50; i++) {
      redaction.learn(i + "y".repeat(99_000));
    }
    assertThat(redaction.redact("MIIEvQIBADANBgkqhkiG9w0B")).isEqualTo("MIIEvQIBADANBgkqhkiG9w0B");
  }

  @Test
  void multilineValuesAreMaskedToTheirEnd() {
    assertThat(redaction.redact("Failing row contains (7, Ann, Street (1)\n1 Town, x).\nHint: y"))
        .isEqualTo("Failing row contains (***).\nHint: y");
    assertThat(redaction.redact("Key (note)=(Street (1)\n1 Town) already exists.\nat x(y)"))
        .isEqualTo("Key (note)=(***) already exists.\nat x(y)");
    assertThat(
            redaction.redactUnreviewed(
                "invalid input syntax for type integer: \"a \"b\"\nc\"\nat \"x\""))
        .isEqualTo("invalid input syntax for type integer: ***\nat \"x\"");
    assertThat(redaction.redactUnreviewed("malformed array literal: \"a\nb"))
        .isEqualTo("malformed array literal: ***");
    assertThat(redaction.redact("COPY t, line 1, column c: \"a\nb\"\nx"))
        .isEqualTo("COPY t, line 1, column c: ***\nx");
  }

  @Test
  void aPlainKeyDoesNotHideASecretOne() {
    redaction.sensitive(column -> column.equals("email"));

    assertThat(redaction.redact("(id)=(1), (email)=(a@b.c) x")).doesNotContain("a@b.c");
  }

  @Test
  void unreadableSecretsDoNotBlockText() {
    AtomicBoolean broken = new AtomicBoolean(true);
    redaction.learnLater(
        () -> {
          if (broken.getAndSet(false)) {
            throw new IllegalStateException(redaction.redact("said while they are read"));
          }
          return List.of("s3cret-word");
        });

    assertThat(redaction.redact("one s3cret")).isEqualTo("one s3cret");
    assertThat(redaction.redact("two s3cret-word")).isEqualTo("two ***");
  }

  @Test
  void otherThreadsWaitUntilSecretsAreRead() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch read = new CountDownLatch(1);
    redaction.learnLater(
        () -> {
          reading.countDown();
          try {
            read.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return List.of("s3cret-word");
        });
    CompletableFuture<String> first =
        CompletableFuture.supplyAsync(() -> redaction.redact("a s3cret-word"));
    reading.await();
    CompletableFuture<String> second =
        CompletableFuture.supplyAsync(() -> redaction.redact("b s3cret-word"));
    read.countDown();

    assertThat(first.get()).isEqualTo("a ***");
    assertThat(second.get()).isEqualTo("b ***");
  }

  @Test
  void theLongerOfTwoValuesWithTheSameStartIsMasked() {
    redaction.learn(List.of("ann@example", "ann@example.com"));
    redaction.learn(Map.of("home", "+49 30 1234567"));

    assertThat(redaction.redact("ann@example.com, +49 30 1234567")).isEqualTo("***, ***");
  }

  @Test
  void columnsWithFewValuesAreNotLearnt() {
    redaction.learn(true);
    redaction.learn(AdminException.Cause.FAILED);
    redaction.learn(null);

    assertThat(redaction.redact("true FAILED null")).isEqualTo("true FAILED null");
  }

  @Test
  void itsMemoryIsLimitedAndTheOldestAreDropped() {
    redaction.learn("the first of many");
    for (int i = 0; i < 20_000; i++) {
      redaction.learn("value number " + i);
    }

    assertThat(redaction.redact("the first of many, value number 19999"))
        .isEqualTo("the first of many, ***");
  }

  @Test
  void secretsInTheSettingsAreLookedUpOnce() {
    redaction.learnLater(() -> List.of("s3cret-word"));

    assertThat(redaction.redact("it is s3cret-word")).isEqualTo("it is ***");
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
  void postgresqlsDetailsAreMaskedUnlessTheirColumnsArePlain(String said, String told) {
    redaction.sensitive(column -> column.equals("email"));

    assertThat(redaction.redact(said)).isEqualTo(told);
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
  void uncheckedTextKeepsOnlyQuotedValuesThatSomebodyTyped(String said, String told) {
    redaction.typed("select 'typed'::int");

    assertThat(redaction.redactUnreviewed("ERROR: " + said)).isEqualTo("ERROR: " + told);
  }
}
