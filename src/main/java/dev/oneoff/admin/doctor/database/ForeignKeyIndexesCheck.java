package dev.oneoff.admin.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import javax.sql.DataSource;

/**
 * Foreign keys whose columns are not the leading columns of any index: each delete of a referenced
 * row reads the whole table.
 */
@Dependent
class ForeignKeyIndexesCheck implements Check {

  // indkey counts from 0; the key's columns may be in any order.
  private static final String UNINDEXED =
      """
      select f.conname, f.conrelid::regclass::text, f.confrelid::regclass::text,
        (select string_agg(quote_ident(a.attname), ', ' order by k.place)
         from unnest(f.conkey) with ordinality as k (attnum, place)
           join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.attnum)
      from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
      where f.contype = 'f' and not c.relispartition
        and not exists (select from pg_index i
          where i.indrelid = f.conrelid and i.indisvalid and i.indpred is null
            and (i.indkey::smallint[])[0:cardinality(f.conkey) - 1] @> f.conkey)
        and
      """
          + Catalogue.OWN_TABLES
          + "order by 2, 1";

  @Override
  public String name() {
    return "foreign-key-indexes";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    return Catalogue.rows(
        dataSource,
        UNINDEXED,
        row ->
            Finding.warning(
                "The foreign key "
                    + row.getString(1)
                    + " of "
                    + row.getString(2)
                    + " has no index: each delete in "
                    + row.getString(3)
                    + " reads the whole table.",
                "create index concurrently on "
                    + row.getString(2)
                    + " ("
                    + row.getString(4)
                    + ");"));
  }
}
