package dev.oneoff.admin.entity.hql;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to write dates and times in HQL. SQL accepts a quoted string and HQL does not, so people try
 * that first; Hibernate's message then names two Java types.
 */
public final class TemporalLiteral {

  private static final String MOMENT = "a point in time as datetime 2026-01-31 12:00Z";
  private static final String LOCAL = "a date and time as datetime 2026-01-31 12:00";
  private static final String DAY = "a date as date 2026-01-31";
  private static final String TIME = "a time as time 12:00";
  private static final String LENGTH = "a duration as 2 hour or 30 day";

  private static final Map<String, String> WRITTEN =
      Map.ofEntries(
          Map.entry("java.time.Instant", MOMENT),
          Map.entry("java.time.OffsetDateTime", MOMENT),
          Map.entry("java.time.ZonedDateTime", MOMENT),
          Map.entry("java.time.LocalDateTime", LOCAL),
          Map.entry("java.sql.Timestamp", LOCAL),
          Map.entry("java.util.Date", LOCAL),
          Map.entry("java.util.Calendar", LOCAL),
          Map.entry("java.time.LocalDate", DAY),
          Map.entry("java.sql.Date", DAY),
          Map.entry("java.time.LocalTime", TIME),
          Map.entry("java.time.OffsetTime", TIME),
          Map.entry("java.sql.Time", TIME),
          Map.entry("java.time.Duration", LENGTH),
          Map.entry("java.time.TemporalAmount", LENGTH),
          Map.entry("java.time.Year", "a year as 2026"),
          // What functions expect.
          Map.entry("TEMPORAL", DAY + " or datetime 2026-01-31 12:00"),
          Map.entry("DATE", DAY),
          Map.entry("TIME", TIME));

  private static final Pattern TYPE = Pattern.compile("'([\\w.]+)'");

  private TemporalLiteral() {}

  /**
   * How to write what a query writes differently, as a phrase without the sentence's end.
   *
   * @param said Hibernate's message about incompatible types
   */
  public static Optional<String> advice(@Nullable String said) {
    Set<String> ways = new LinkedHashSet<>();
    Matcher type = TYPE.matcher(String.valueOf(said));
    while (type.find()) {
      Optional.ofNullable(WRITTEN.get(type.group(1))).ifPresent(ways::add);
    }
    return ways.isEmpty()
        ? Optional.empty()
        : Optional.of("HQL writes " + String.join(", ", ways) + ", without quotes");
  }
}
