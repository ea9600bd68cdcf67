package dev.oneoff.admin.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Transactions that have been open for long, prepared ones too: vacuum cannot clean up what they
 * might still see.
 */
@Dependent
class LongTransactionsCheck implements Check {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration VERY_LONG = Duration.ofHours(1);

  private static final String OPEN =
      """
      with transactions as (
        select format('The transaction of %s (%s, pid %s, %s)', usename,
            coalesce(nullif(application_name, ''), 'no name'), pid, state) as who,
          clock_timestamp() - xact_start as age, format('select pg_terminate_backend(%s);', pid) as cure
        from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
        union all
        select format('The prepared transaction %L of %s', gid, owner), clock_timestamp() - prepared,
          format('rollback prepared %L;', gid)
        from pg_prepared_xacts where database = current_database())
      select who, date_trunc('second', age), cure, age > make_interval(secs => ?)
      from transactions where age > make_interval(secs => ?) order by age desc
      """;

  // PostgreSQL only shows other users' sessions to roles that may read all statistics.
  private static final String HIDDEN =
      """
      select count(*) from pg_stat_activity
      where datname = current_database() and query = '<insufficient privilege>'
      """;

  private final Duration longTime;
  private final Duration veryLong;

  LongTransactionsCheck() {
    this(LONG, VERY_LONG);
  }

  LongTransactionsCheck(Duration longTime, Duration veryLong) {
    this.longTime = longTime;
    this.veryLong = veryLong;
  }

  @Override
  public String name() {
    return "long-transactions";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    List<Finding> findings =
        new ArrayList<>(
            Catalogue.rows(
                dataSource,
                OPEN,
                row -> {
                  String what = row.getString(1) + " has been open for " + row.getString(2) + ".";
                  String advice = "Find out what it waits for, or end it: " + row.getString(3);
                  return row.getBoolean(4)
                      ? Finding.error(what, advice)
                      : Finding.warning(what, advice);
                },
                seconds(veryLong),
                seconds(longTime)));
    long hidden = Catalogue.row(dataSource, HIDDEN, row -> row.getLong(1));
    if (hidden > 0) {
      findings.add(
          Finding.unseen(
              "This role may not see what " + hidden + " other sessions do.",
              "grant pg_read_all_stats to …;"));
    }
    return findings;
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
