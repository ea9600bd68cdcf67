package dev.oneoff.admin.migrate.changeset;

import dev.oneoff.admin.migrate.state.InvalidIndexes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import liquibase.exception.LiquibaseException;

/**
 * Drops the index that a killed {@code CREATE INDEX CONCURRENTLY} left behind, if its changeset is
 * still pending and so builds it again.
 */
final class InvalidIndexCleanup {

  private final Connection connection;
  private final Consumer<String> say;

  InvalidIndexCleanup(Connection connection, Consumer<String> say) {
    this.connection = connection;
    this.say = say;
  }

  /** What a changelog would run. */
  interface PendingSql {
    List<String> read() throws SQLException, LiquibaseException;
  }

  /**
   * Clears the way for the changesets that rebuild one, and reports the others.
   *
   * @param pending returns the SQL of the changesets that will run; called only if it matters
   */
  void makeWayFor(PendingSql pending) throws SQLException, LiquibaseException {
    List<InvalidIndexes.Index> invalid = new InvalidIndexes(connection).find();
    List<String> sql = invalid.isEmpty() ? List.of() : pending.read();
    for (InvalidIndexes.Index index : invalid) {
      if (sql.stream().anyMatch(one -> builtBy(one, index))) {
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

  private static boolean builtBy(String sql, InvalidIndexes.Index index) {
    return Pattern.compile(
            "\\bcreate\\s+(unique\\s+)?index\\s+concurrently\\s+(if\\s+not\\s+exists\\s+)?\"?"
                + Pattern.quote(index.name())
                + "\"?\\s+on\\b",
            Pattern.CASE_INSENSITIVE)
        .matcher(sql)
        .find();
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
