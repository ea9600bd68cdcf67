package dev.oneoff.admin.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * Whether autovacuum keeps up with the age of transaction ids and multixacts: at two billion the
 * database stops accepting writes.
 */
@Dependent
class TransactionIdsCheck implements Check {

  /** Autovacuum starts at its limit; this far beyond, it is not getting anywhere. */
  private static final double LATE = 1.5;

  /** Where PostgreSQL itself drops all throttling (vacuum_failsafe_age). */
  private static final long DANGER = 1_600_000_000;

  private static final String AGES =
      """
      select what, age, age_limit, (select oid::regclass::text from pg_class
        where relkind in ('r', 'm', 't') order by case what when 'transaction ids' then age(relfrozenxid)
          else mxid_age(relminmxid) end desc limit 1) as oldest
      from pg_database d cross join lateral (values
        ('transaction ids', age(d.datfrozenxid)::bigint, current_setting('autovacuum_freeze_max_age')::bigint),
        ('multixacts', mxid_age(d.datminmxid)::bigint, current_setting('autovacuum_multixact_freeze_max_age')::bigint))
        as ages (what, age, age_limit)
      where d.datname = current_database()
        and (age > age_limit * ? or age > ?)
      """;

  private final double late;
  private final long danger;

  TransactionIdsCheck() {
    this(LATE, DANGER);
  }

  TransactionIdsCheck(double late, long danger) {
    this.late = late;
    this.danger = danger;
  }

  @Override
  public String name() {
    return "transaction-ids";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    return Catalogue.rows(
        dataSource,
        AGES,
        row -> {
          String what =
              String.format(
                  Locale.ROOT,
                  "The oldest %s are %,d old, and autovacuum should have begun at %,d.",
                  row.getString(1),
                  row.getLong(2),
                  row.getLong(3));
          String advice =
              "Find what holds vacuum back (an old transaction, a replication slot, a prepared"
                  + " transaction), then: vacuum (freeze) "
                  + row.getString(4)
                  + ";";
          return row.getLong(2) > danger
              ? Finding.error(what, advice)
              : Finding.warning(what, advice);
        },
        late,
        danger);
  }
}
