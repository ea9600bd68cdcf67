package dev.oneoff.admin.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.ledger.Counts;
import dev.oneoff.admin.ledger.Servers;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import javax.sql.DataSource;

/** Whether the pools of all servers together fit within the database's connection limit. */
@Dependent
class ConnectionsCheck implements Check {

  private static final String POOL_SIZE = "quarkus.datasource.jdbc.max-size";

  /** Quarkus's default. */
  private static final int DEFAULT_POOL_SIZE = 50;

  // A limit of -1 means none. reserved_connections exists since PostgreSQL 16.
  private static final String LIMIT =
      """
      select least(
        current_setting('max_connections')::integer
          - current_setting('superuser_reserved_connections')::integer
          - coalesce(current_setting('reserved_connections', true)::integer, 0),
        (select nullif(datconnlimit, -1) from pg_database where datname = current_database()),
        (select nullif(rolconnlimit, -1) from pg_roles where rolname = session_user))
      """;

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    int pool = settings.value(POOL_SIZE, Integer.class).orElse(DEFAULT_POOL_SIZE);
    int servers = Math.max(1, new Servers(dataSource).living().size());
    int limit = Catalogue.row(dataSource, LIMIT, row -> row.getInt(1));
    String advice =
        "Make " + POOL_SIZE + " smaller, raise max_connections, or put a pooler in between.";
    if (pool * servers > limit) {
      return List.of(
          Finding.error(
              Counts.of(servers, "server")
                  + " of up to "
                  + pool
                  + " connections, and "
                  + limit
                  + " are allowed.",
              advice));
    }
    if (pool * (servers + 1) > limit) {
      return List.of(
          Finding.warning(
              Counts.of(servers, "server")
                  + " of up to "
                  + pool
                  + " connections and one more during a deployment, and "
                  + limit
                  + " are allowed.",
              advice));
    }
    return List.of();
  }
}
