package dev.oneoff.admin.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.Dependent;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Whether text is stored in UTF-8, and sorted by the same rules as when its indexes were built. An
 * operating system upgrade changes the rules: existing rows are no longer found, and a unique index
 * accepts duplicates.
 */
@Dependent
class CollationCheck implements Check {

  private static final String ENCODING =
      "select pg_encoding_to_char(encoding) from pg_database where datname = current_database()";

  private static final String KNOWS_VERSIONS =
      "select current_setting('server_version_num')::integer >= 150000";

  private static final String CHANGED =
      """
      select 'The database''s collation', datcollversion, pg_database_collation_actual_version(oid),
        format('alter database %I refresh collation version', datname)
      from pg_database
      where datname = current_database() and datcollversion <> pg_database_collation_actual_version(oid)
      union all
      select format('The collation %I', collname), collversion, pg_collation_actual_version(c.oid),
        format('alter collation %s refresh version', c.oid::regcollation)
      from pg_collation c
      where collversion <> pg_collation_actual_version(c.oid)
        and exists (select from pg_index i where c.oid = any (i.indcollation))
      """;

  @Override
  public String name() {
    return "collation";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    List<Finding> findings = new ArrayList<>();
    String encoding = Catalogue.row(dataSource, ENCODING, row -> row.getString(1));
    if (!encoding.equals("UTF8")) {
      findings.add(
          Finding.error(
              "The database's encoding is " + encoding + ": it cannot hold every character.",
              "Move the data to a database that was created with the encoding UTF8."));
    }
    if (Catalogue.row(dataSource, KNOWS_VERSIONS, row -> row.getBoolean(1))) {
      findings.addAll(
          Catalogue.rows(
              dataSource,
              CHANGED,
              row ->
                  Finding.error(
                      row.getString(1)
                          + " was built with version "
                          + row.getString(2)
                          + ", and the system has "
                          + row.getString(3)
                          + " now: indexes on text may be wrong.",
                      "Reindex what is sorted by it, then: " + row.getString(4) + ";")));
    } else {
      findings.add(
          Finding.unseen(
              "PostgreSQL remembers the version of a database's collation from 15 on.", ""));
    }
    return findings;
  }
}
