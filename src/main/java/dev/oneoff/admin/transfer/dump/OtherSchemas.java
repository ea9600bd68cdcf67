package dev.oneoff.admin.transfer.dump;

import dev.oneoff.admin.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Whether anything lies outside the connection's schema. Only entities tell whether that is the
 * service's.
 */
public final class OtherSchemas {

  private static final String OUTSIDE =
      """
      select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'S', 'm', 'f') and c.relpersistence <> 't'
          and n.nspname is distinct from current_schema
          and n.nspname !~ '^pg_' and n.nspname <> 'information_schema')
      """;

  private OtherSchemas() {}

  /** Whether they have tables or sequences. */
  public static boolean inUse(Database database) throws SQLException {
    try (Connection connection = database.connectReadOnly();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(OUTSIDE)) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
