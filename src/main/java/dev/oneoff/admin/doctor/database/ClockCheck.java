package dev.oneoff.admin.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;

/** Whether the clocks of this machine and the database agree. */
@Dependent
class ClockCheck implements Check {

  private static final Duration WARNING = Duration.ofSeconds(1);
  private static final Duration ERROR = Duration.ofSeconds(30);

  private final Clock clock;

  ClockCheck() {
    this(Clock.systemUTC());
  }

  ClockCheck(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    Instant before = clock.instant();
    Instant there =
        Catalogue.row(
            dataSource,
            "select clock_timestamp()",
            row -> row.getObject(1, OffsetDateTime.class).toInstant());
    // The round-trip time does not count as a difference.
    Duration difference =
        there.isBefore(before)
            ? Duration.between(there, before)
            : Duration.between(clock.instant(), there);
    if (difference.compareTo(WARNING) < 0) {
      return List.of();
    }
    String what =
        "The database's clock is "
            + difference.toSeconds()
            + (there.isBefore(before) ? " seconds behind" : " seconds ahead of")
            + " this machine's.";
    String advice =
        "Synchronise both with NTP; tokens, leases and timestamps are compared across them.";
    return List.of(
        difference.compareTo(ERROR) < 0
            ? Finding.warning(what, advice)
            : Finding.error(what, advice));
  }
}
