package dev.oneoff.admin.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.Dependent;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;

/**
 * Whether Java and the database use the same time zone. The driver sets Java's in each session of
 * the service, while psql and other clients get the database's: the same {@code current_date} or
 * column without a time zone then means a different time to each.
 */
@Dependent
class TimeZoneCheck implements Check {

  // The client's own zone hides the database's in its session; log_timezone is set along with it.
  private static final String ZONE =
      """
      select coalesce((select substr(setting, position('=' in setting) + 1)
        from pg_db_role_setting s cross join unnest(s.setconfig) as setting
        where s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
          and s.setrole in (0, (select oid from pg_roles where rolname = session_user))
          and setting ilike 'timezone=%'
        order by s.setrole desc, s.setdatabase desc limit 1), current_setting('log_timezone'))
      """;

  private static final String OFFSET =
      """
      select extract(epoch from
        (?::timestamp at time zone 'UTC') - (?::timestamp at time zone ?))::integer
      """;

  private static final List<String> WINTER_AND_SUMMER =
      List.of("2026-01-15T12:00:00", "2026-07-15T12:00:00");

  private final ZoneId java;

  TimeZoneCheck() {
    this(ZoneId.systemDefault());
  }

  TimeZoneCheck(ZoneId java) {
    this.java = java;
  }

  @Override
  public String name() {
    return "time-zone";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    String there = Catalogue.row(dataSource, ZONE, row -> row.getString(1));
    for (String moment : WINTER_AND_SUMMER) {
      int offset = Catalogue.row(dataSource, OFFSET, row -> row.getInt(1), moment, moment, there);
      if (offset != java.getRules().getOffset(LocalDateTime.parse(moment)).getTotalSeconds()) {
        return List.of(
            Finding.warning(
                "The time zone is " + java + " in Java and " + there + " in the database.",
                "Use UTC for both: set TZ for the server, and timezone for the database."));
      }
    }
    return List.of();
  }
}
