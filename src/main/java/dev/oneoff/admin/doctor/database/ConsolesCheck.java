package dev.oneoff.admin.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Whether the role that consoles read with may do more than read: then only their own guard
 * protects the data from what is typed.
 */
@Dependent
class ConsolesCheck implements Check {

  private static final String ROLE =
      """
      select rolname, rolsuper,
        (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            and pg_has_role(r.oid, c.relowner, 'member'))
      from pg_roles r where rolname = session_user
      """;

  private static final String ADVICE =
      "Create a role that may only select, and name it in DATABASE_READONLY_URL.";

  @Override
  public String name() {
    return "consoles";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    if (!Environment.matters(settings, dataSource)) {
      return List.of();
    }
    Database database = new Database(settings, "doctor", sentence -> {});
    try (Connection connection = database.connectReadOnly();
        Statement statement = connection.createStatement();
        ResultSet role = statement.executeQuery(ROLE)) {
      return role.next() ? finding(role).stream().toList() : List.of();
    }
  }

  private static Optional<Finding> finding(ResultSet role) throws SQLException {
    String consoles = "Consoles read as " + role.getString(1) + ", ";
    if (role.getBoolean(2)) {
      return Optional.of(
          Finding.warning(
              consoles
                  + "a superuser: PostgreSQL lets it end sessions, read the server's files and more"
                  + " in a transaction that only reads.",
              ADVICE));
    }
    return role.getLong(3) > 0
        ? Optional.of(Finding.warning(consoles + "the owner of the tables.", ADVICE))
        : Optional.empty();
  }
}
