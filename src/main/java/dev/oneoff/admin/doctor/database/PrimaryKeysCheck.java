package dev.oneoff.admin.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.catalogue.ToolkitTables;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import javax.sql.DataSource;

/** Tables without a primary key, except for Liquibase's and the toolkit's own. */
@Dependent
class PrimaryKeysCheck implements Check {

  private static final String KEYLESS =
      """
      select c.oid::regclass::text
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not c.relispartition
        and lower(c.relname) <> lower(?)
        and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)
        and
      """
          + ToolkitTables.NOT_OURS
          + " and "
          + Catalogue.OWN_TABLES
          + "order by 1";

  @Override
  public String name() {
    return "primary-keys";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    return Catalogue.rows(
        dataSource,
        KEYLESS,
        row ->
            Finding.warning(
                "The table " + row.getString(1) + " has no primary key.",
                "Give it one: without it, rows cannot be told apart, replicated logically or"
                    + " exported in order."),
        ToolkitTables.changelog(settings));
  }
}
