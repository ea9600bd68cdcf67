package dev.oneoff.admin.entity.hql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oneoff.MappedDatabase;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("one-java")
class TemporalLiteralTest {

  private static final Pattern WRITTEN = Pattern.compile(" as (.+?)(?: or .*)?, without quotes$");

  /** Something of each type that tells a time. */
  public static class Event {
    Long id;
    Instant instant;
    OffsetDateTime far;
    ZonedDateTime zoned;
    LocalDateTime local;
    LocalDate day;
    LocalTime time;
    OffsetTime farTime;
    Year year;
    Duration took;
    Date date;
    Timestamp stamp;
    java.sql.Date sqlDay;
    Time sqlTime;
    Calendar calendar;
  }

  private static final String ENTITIES =
      """
      <entity class="TemporalLiteralTest$Event" name="Event" metadata-complete="true">
        <attributes>
          <id name="id"/>
          <basic name="instant"/><basic name="far"/><basic name="zoned"/><basic name="local"/>
          <basic name="day"/><basic name="time"/><basic name="farTime"/><basic name="year"/>
          <basic name="took"/><basic name="date"><temporal>TIMESTAMP</temporal></basic>
          <basic name="stamp"/><basic name="sqlDay"/><basic name="sqlTime"/>
          <basic name="calendar"><temporal>TIMESTAMP</temporal></basic>
        </attributes>
      </entity>
      """;

  @RegisterExtension
  static final MappedDatabase MAPPED = new MappedDatabase(TemporalLiteralTest.class, ENTITIES);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "e.instant",
        "e.far",
        "e.zoned",
        "e.local",
        "e.day",
        "e.time",
        "e.farTime",
        "e.year",
        "e.took",
        "e.date",
        "e.stamp",
        "e.sqlDay",
        "e.sqlTime",
        "e.calendar"
      })
  void aStringInsteadOfATimeGetsTheFormThatHibernateAccepts(String attribute) {
    String advice = advice(attribute + " > '2026-01-31'");
    Matcher written = WRITTEN.matcher(advice);
    assertThat(written.find()).as(advice).isTrue();
    assertThat(catchThrowable(() -> ask(attribute + " > " + written.group(1)))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "e.instant between '2026-01-01' and '2026-02-01'",
        "e.instant in ('2026-01-01')",
        "e.instant like '2026%'",
        "e.instant = 5",
        "year('2026-01-01') = 2026",
        "e.day + '1' > e.day"
      })
  void timesAreExplainedWhereverOneIsExpected(String condition) {
    assertThat(advice(condition)).startsWith("HQL writes a ");
  }

  @Test
  void otherErrorsGetNoAdviceAboutTimes() {
    assertThat(TemporalLiteral.advice(said("e.id = 'one'"))).isEmpty();
  }

  private static String advice(String condition) {
    return TemporalLiteral.advice(said(condition)).orElseThrow();
  }

  private static String said(String condition) {
    Throwable failure = catchThrowable(() -> ask(condition));
    assertThat(failure).as(condition).isNotNull();
    while (failure.getCause() != null) {
      failure = failure.getCause();
    }
    return failure.getMessage();
  }

  private static void ask(String condition) {
    try (StatelessSession session = MAPPED.factory().openStatelessSession()) {
      session.createSelectionQuery("from Event e where " + condition, Object.class).getResultList();
    }
  }
}
