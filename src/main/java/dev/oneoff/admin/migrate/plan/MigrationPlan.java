package dev.oneoff.admin.migrate.plan;

import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.database.ServerSettings;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out what pending SQL would do to the tables that are there now; changes nothing. */
public final class MigrationPlan {

  private final Connection connection;
  private final Optional<String> schema;
  private final DroppedKeys keys;
  private final Map<String, TableSize> sizes = new HashMap<>();
  private final Set<String> created = new HashSet<>();

  /**
   * A plan for one database.
   *
   * @param connection nobody else's
   * @param schema where names are found that name none; nothing for the session's own
   */
  public MigrationPlan(Connection connection, Optional<String> schema) throws SQLException {
    this.connection = connection;
    this.schema = schema;
    this.keys = new DroppedKeys(connection);
    connection.setAutoCommit(false);
  }

  private interface Query<T> {
    T run() throws SQLException;
  }

  // Each in a transaction of its own, which holds no lock for long and leaves no setting behind: a
  // pooler would hand it on.
  private <T> T read(Query<T> query) throws SQLException {
    try {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set transaction read only");
      }
      ServerSettings.ofTransaction(connection, Map.of("lock_timeout", "1s"));
      if (schema.isPresent()) {
        ServerSettings.ofTransaction(
            connection, Map.of("search_path", Identifier.quoted(schema.get())));
      }
      return query.run();
    } finally {
      connection.rollback();
    }
  }

  /**
   * A changeset that has not run.
   *
   * @param parts the SQL of its changes; one that is not SQL is empty
   */
  public record Pending(ChangesetStatus changeset, List<String> parts) {}

  /** The statements of a changeset, once for each table that they lock. */
  public List<PlannedStatement> of(Pending pending) throws SQLException {
    List<PlannedStatement> planned = new ArrayList<>();
    int number = 0;
    for (String part : pending.parts()) {
      List<StatementText> statements = StatementText.statements(part);
      if (statements.isEmpty()) {
        statements = List.of(new StatementText("", ""));
      }
      for (StatementText statement : statements) {
        number++;
        for (TableLock lock : locks(statement)) {
          planned.add(planned(pending.changeset(), number, statement, lock));
        }
        created.add(key(LockRules.createdTable(statement)));
      }
    }
    return planned;
  }

  /** What it says that it locks, and what the catalogue adds. */
  List<TableLock> locks(StatementText statement) throws SQLException {
    List<TableLock> named = LockRules.of(statement);
    List<TableLock> locks = new ArrayList<>(named);
    for (TableLock more : read(() -> keys.locks(statement, named))) {
      if (!locks.contains(more)) {
        locks.add(more);
      }
    }
    return locks;
  }

  private PlannedStatement planned(
      ChangesetStatus changeset, int number, StatementText statement, TableLock lock)
      throws SQLException {
    String table = lock.table();
    if (table == null) {
      return new PlannedStatement(
          changeset, number, statement.text(), lock, TableSize.UNKNOWN, false);
    }
    TableSize size = sizes.get(table);
    if (size == null) {
      size = read(() -> TableSize.of(connection, table));
      sizes.put(table, size);
    }
    // "create table if not exists" leaves an old table as it is.
    boolean fresh = size.bytes() == null && created.contains(key(table));
    return new PlannedStatement(changeset, number, statement.text(), lock, size, fresh);
  }

  private static String key(String name) {
    return name.contains("\"") ? name : name.toLowerCase(Locale.ROOT);
  }
}
