package dev.oneoff.admin.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.Dependent;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Tables that take up much more space than their rows need, according to PostgreSQL's statistics:
 * the mean row width and the row count, as of the last analyze.
 */
@Dependent
class BloatCheck implements Check {

  private static final long MANY_BYTES = 100L << 20;
  private static final int PERCENT = 50;

  // A row takes 24 bytes of header, its columns rounded up to 8, and 4 bytes in its page.
  private static final String BLOATED =
      """
      with widths as (
        select starelid, sum((1 - stanullfrac) * stawidth) as width, count(*) as columns
        from (select format('%I.%I', schemaname, tablename)::regclass as starelid,
            null_frac as stanullfrac, avg_width as stawidth
          from pg_stats where not inherited) s
        group by 1),
      tables as (
        select c.oid, pg_relation_size(c.oid) as bytes, w.width,
          w.columns = (select count(*) from pg_attribute a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as known,
          c.reltuples::numeric as rows, current_setting('block_size')::numeric as page,
          coalesce((select option_value::numeric / 100 from pg_options_to_table(c.reloptions)
            where option_name = 'fillfactor'), 1) as fill
        from pg_class c join pg_namespace n on n.oid = c.relnamespace left join widths w on w.starelid = c.oid
        where c.relkind = 'r' and pg_relation_size(c.oid) >= ? and
      """
          + Catalogue.OWN_TABLES
          + """
          )
          select oid::regclass::text, pg_size_pretty(bytes), coalesce(known, false), rows < 0,
            round(100 * (1 - least(1, ceil(rows / greatest(1,
              floor((page - 24) * fill / (28 + ceil(coalesce(width, 0)::numeric / 8) * 8)))) * page / bytes)))::integer as percent
          from tables order by bytes desc
          """;

  private record Table(String name, String size, boolean known, boolean counted, int percent) {}

  private final long manyBytes;

  BloatCheck() {
    this(MANY_BYTES);
  }

  BloatCheck(long manyBytes) {
    this.manyBytes = manyBytes;
  }

  @Override
  public String name() {
    return "bloat";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    List<Table> tables =
        Catalogue.rows(
            dataSource,
            BLOATED,
            row ->
                new Table(
                    row.getString(1),
                    row.getString(2),
                    row.getBoolean(3),
                    !row.getBoolean(4),
                    row.getInt(5)),
            manyBytes);
    List<Finding> findings = new ArrayList<>();
    for (Table table : tables) {
      if (!table.known() || !table.counted()) {
        findings.add(
            Finding.unseen(
                "There are no statistics of " + table.name() + " that this role may see.",
                "analyze " + table.name() + "; the role needs select on it."));
      } else if (table.percent() >= PERCENT) {
        findings.add(
            Finding.warning(
                "About "
                    + table.percent()
                    + "% of "
                    + table.name()
                    + "'s "
                    + table.size()
                    + " is empty space.",
                "Rewrite it in a quiet hour (vacuum full), or with pg_repack."));
      }
    }
    return findings;
  }
}
