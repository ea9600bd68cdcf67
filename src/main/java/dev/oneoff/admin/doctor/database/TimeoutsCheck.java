package dev.oneoff.admin.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Whether PostgreSQL ends what the service's sessions leave running, waiting or open. */
@Dependent
class TimeoutsCheck implements Check {

  private static final String NEW_CONNECTION = "quarkus.datasource.jdbc.new-connection-sql";

  private static final Map<String, String> WITHOUT =
      Map.of(
          "statement_timeout", "a statement may run for ever",
          "lock_timeout", "a statement may wait for a lock for ever",
          "idle_in_transaction_session_timeout", "a transaction may stay open for ever");

  // The initial settings of a session: the current limits of this one are doctor's.
  private static final String UNLIMITED =
      """
      select name from pg_settings
      where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')
        and reset_val = '0'
      order by name
      """;

  @Override
  public String name() {
    return "timeouts";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    String own = settings.text(NEW_CONNECTION).orElse("");
    return Catalogue.rows(dataSource, UNLIMITED, row -> row.getString(1)).stream()
        .filter(name -> !own.contains(name))
        .map(
            name ->
                Finding.warning(
                    name + " is not set: " + WITHOUT.get(name) + ".",
                    "Set it for the service's role: alter role … set " + name + " = '30s';"))
        .toList();
  }
}
