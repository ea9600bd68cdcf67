package dev.oneoff.admin.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** Tables where autovacuum does not keep up with deleted or updated rows. */
@Dependent
class DeadRowsCheck implements Check {

  private static final long MANY = 10_000;
  private static final int PERCENT = 20;

  private static final String DEAD =
      """
      select relid::regclass::text, n_dead_tup, 100 * n_dead_tup / (n_live_tup + n_dead_tup),
        to_char(greatest(last_vacuum, last_autovacuum), 'YYYY-MM-DD HH24:MI')
      from pg_stat_user_tables
      where n_dead_tup >= ? and 100 * n_dead_tup >= (n_live_tup + n_dead_tup) * ?
      order by n_dead_tup desc
      """;

  private final long many;

  DeadRowsCheck() {
    this(MANY);
  }

  DeadRowsCheck(long many) {
    this.many = many;
  }

  @Override
  public String name() {
    return "dead-rows";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    return Catalogue.rows(
        dataSource,
        DEAD,
        row ->
            Finding.warning(
                String.format(
                    Locale.ROOT,
                    "%s has %,d dead rows, %d%% of all; it was %s.",
                    row.getString(1),
                    row.getLong(2),
                    row.getInt(3),
                    Optional.ofNullable(row.getString(4))
                        .map(time -> "last vacuumed " + time)
                        .orElse("never vacuumed")),
                "vacuum (analyze) "
                    + row.getString(1)
                    + "; and set a smaller autovacuum_vacuum_scale_factor for it."),
        many,
        PERCENT);
  }
}
