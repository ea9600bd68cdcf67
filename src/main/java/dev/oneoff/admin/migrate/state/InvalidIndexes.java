package dev.oneoff.admin.migrate.state;

import dev.oneoff.admin.database.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import liquibase.exception.LiquibaseException;

/**
 * Indexes that a killed {@code CREATE INDEX CONCURRENTLY} left behind: they are maintained but
 * never used, and their name is taken. If the changeset is still pending the index is dropped, so
 * that the changeset builds it again.
 */
public final class InvalidIndexes {

  private final Connection connection;
  private final Consumer<String> say;

  public InvalidIndexes(Connection connection, Consumer<String> say) {
    this.connection = connection;
    this.say = say;
  }

  /** What a changelog would run. */
  public interface PendingSql {
    List<String> read() throws SQLException, LiquibaseException;
  }

  /** One of them. */
  record Index(String schema, String name) {
    /** Whether this SQL builds it. */
    boolean builtBy(String sql) {
      return Pattern.compile(
              "\\bcreate\\s+(unique\\s+)?index\\s+concurrently\\s+(if\\s+not\\s+exists\\s+)?\"?"
                  + Pattern.quote(name)
                  + "\"?\\s+on\\b",
              Pattern.CASE_INSENSITIVE)
          .matcher(sql)
          .find();
    }

    /** The statement that makes it valid. */
    String rebuild() {
      return "reindex index concurrently " + quoted() + ";";
    }

    String quoted() {
      return Identifier.quoted(schema, name);
    }
  }

  /**
   * Clears the way for the changesets that rebuild one, and reports the others.
   *
   * @param pending returns the SQL of the changesets that will run; called only if it matters
   */
  public void makeWayFor(PendingSql pending) throws SQLException, LiquibaseException {
    List<Index> invalid = find();
    List<String> sql = invalid.isEmpty() ? List.of() : pending.read();
    for (Index index : invalid) {
      if (sql.stream().anyMatch(index::builtBy)) {
        say.accept(
            "Dropping the invalid index "
                + index.name()
                + ", which a killed build left behind; its changeset builds it again.");
        execute("drop index concurrently " + index.quoted());
      } else {
        say.accept(
            "The index "
                + index.name()
                + " is invalid and used by nobody. Rebuild it with: "
                + index.rebuild());
      }
    }
  }

  /** All of them that are not being built right now. */
  List<Index> find() throws SQLException {
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

  // Not in a transaction, which PostgreSQL refuses for this statement.
  private void execute(String sql) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } finally {
      connection.setAutoCommit(autoCommit);
    }
  }
}
