package dev.oneoff.admin.migrate.state;

import dev.oneoff.admin.database.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Indexes that a killed {@code CREATE INDEX CONCURRENTLY} left behind: they are maintained but
 * never used, and their name is taken.
 */
public final class InvalidIndexes {

  private final Connection connection;

  public InvalidIndexes(Connection connection) {
    this.connection = connection;
  }

  /** One of them. */
  public record Index(String schema, String name) {

    /** The statement that makes it valid. */
    public String rebuild() {
      return "reindex index concurrently " + quoted() + ";";
    }

    public String quoted() {
      return Identifier.quoted(schema, name);
    }
  }

  /** All of them that are not being built right now. */
  public List<Index> find() throws SQLException {
    List<Index> indexes = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select n.nspname, c.relname
                from pg_index i
                  join pg_class c on c.oid = i.indexrelid
                  join pg_namespace n on n.oid = c.relnamespace
                where not i.indisvalid and n.nspname !~ '^pg_'
                  and not exists (select from pg_stat_progress_create_index p where p.index_relid = i.indexrelid)
                order by 1, 2
                """)) {
      while (rows.next()) {
        indexes.add(new Index(rows.getString(1), rows.getString(2)));
      }
    }
    return indexes;
  }
}
