package dev.oneoff.admin.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import javax.sql.DataSource;

/**
 * Large indexes that no query has used since statistics began. One that backs a constraint or a
 * foreign key is useful without being queried.
 */
@Dependent
class UnusedIndexesCheck implements Check {

  private static final long LARGE = 10L << 20;
  private static final int TOO_EARLY_DAYS = 30;

  private static final String RESET =
      """
      select to_char(stats_reset, 'YYYY-MM-DD') from pg_stat_database
      where datname = current_database() and stats_reset > now() - make_interval(days => ?)
      """;

  private static final String UNUSED =
      """
      select s.indexrelid::regclass::text, s.relid::regclass::text,
        pg_size_pretty(pg_relation_size(s.indexrelid))
      from pg_stat_user_indexes s join pg_index i on i.indexrelid = s.indexrelid
      where s.idx_scan = 0 and i.indisvalid and not i.indisunique and not i.indisexclusion
        and not i.indisreplident and pg_relation_size(s.indexrelid) >= ?
        and not exists (select from pg_constraint f
          where f.contype = 'f' and f.conrelid = i.indrelid and i.indkey[0] = any (f.conkey))
      order by pg_relation_size(s.indexrelid) desc, 1
      """;

  private final long large;

  UnusedIndexesCheck() {
    this(LARGE);
  }

  UnusedIndexesCheck(long large) {
    this.large = large;
  }

  @Override
  public String name() {
    return "unused-indexes";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    List<String> reset = Catalogue.rows(dataSource, RESET, row -> row.getString(1), TOO_EARLY_DAYS);
    if (!reset.isEmpty()) {
      return List.of(
          Finding.unseen(
              "The statistics were reset on "
                  + reset.get(0)
                  + ": it is too early to say which indexes are unused.",
              ""));
    }
    return Catalogue.rows(
        dataSource,
        UNUSED,
        row ->
            Finding.info(
                "No query has used the index "
                    + row.getString(1)
                    + " on "
                    + row.getString(2)
                    + " ("
                    + row.getString(3)
                    + ") here.",
                "If no replica uses it either: drop index concurrently " + row.getString(1) + ";"),
        large);
  }
}
