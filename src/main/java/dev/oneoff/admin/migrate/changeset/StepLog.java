package dev.oneoff.admin.migrate.changeset;

import dev.oneoff.admin.AdminException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;

/**
 * The statements of changesets that run outside a transaction, each recorded before it runs or
 * together with its effect, until the changeset is recorded. So the next process knows where one
 * that is gone left off.
 */
final class StepLog {

  static final String TABLE = "admin_changeset_step";

  /**
   * Whose statements they are.
   *
   * @param back whether they roll the changeset back
   */
  record Key(String changelog, String id, String author, String file, boolean back) {

    static Key forward(String changelog, ChangeSet changeSet) {
      return new Key(
          changelog, changeSet.getId(), changeSet.getAuthor(), changeSet.getFilePath(), false);
    }

    static Key back(String changelog, RanChangeSet ran) {
      return new Key(changelog, ran.getId(), ran.getAuthor(), ran.getChangeLog(), true);
    }

    String name() {
      return file + "::" + id + " by " + author;
    }
  }

  /**
   * One of them.
   *
   * @param ended false if its process died in it, so that its effect is unknown
   */
  record Step(Key key, int number, String statement, boolean ended) {}

  private final Connection connection;
  private final Optional<String> schema;

  StepLog(Connection connection) throws SQLException {
    this.connection = connection;
    this.schema = schema(connection);
  }

  // Resolved once: a changeset may change the search path.
  private static Optional<String> schema(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select relnamespace::regnamespace::text from pg_class where oid = to_regclass(?)")) {
      query.setString(1, TABLE);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private String table() {
    return schema.orElseThrow(
            () ->
                AdminException.refused(
                    "The toolkit's tables are older than this release. Run migrate first."))
        + "."
        + TABLE;
  }

  /** In the order in which they ran; for all changesets of one changelog. */
  List<Step> of(String changelog) throws SQLException {
    List<Step> steps = new ArrayList<>();
    if (schema.isEmpty()) {
      return steps;
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "select id, author, file, back, number, statement, ended_at is not null from "
                + table()
                + " where changelog = ? order by begun_at, number")) {
      query.setString(1, changelog);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          Key key =
              new Key(
                  changelog,
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getBoolean(4));
          steps.add(new Step(key, rows.getInt(5), rows.getString(6), rows.getBoolean(7)));
        }
      }
    }
    return steps;
  }

  /** Written before it runs. */
  void begins(Key key, int number, String statement) throws SQLException {
    insert(key, number, statement, "null");
  }

  /** Written in its own transaction. */
  void did(Key key, int number, String statement) throws SQLException {
    insert(key, number, statement, "clock_timestamp()");
  }

  private void insert(Key key, int number, String text, String ended) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into "
                + table()
                + " (changelog, id, author, file, back, number, statement, ended_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, "
                + ended
                + ")")) {
      bind(insert, key);
      insert.setInt(6, number);
      insert.setString(7, text);
      insert.executeUpdate();
    }
  }

  void ended(Key key, int number) throws SQLException {
    change("update " + table() + " set ended_at = clock_timestamp()", key, number);
  }

  /** It failed, and must run again. */
  void failed(Key key, int number) throws SQLException {
    change("delete from " + table(), key, number);
  }

  private void change(String sql, Key key, int number) throws SQLException {
    try (PreparedStatement change =
        connection.prepareStatement(sql + ofChangeset() + " and number = ?")) {
      bind(change, key);
      change.setInt(6, number);
      change.executeUpdate();
    }
  }

  /** The changeset is recorded, or starts over. */
  void forget(Key key) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from " + table() + ofChangeset())) {
      bind(delete, key);
      delete.executeUpdate();
    }
  }

  private static String ofChangeset() {
    return " where changelog = ? and id = ? and author = ? and file = ? and back = ?";
  }

  private static void bind(PreparedStatement statement, Key key) throws SQLException {
    statement.setString(1, key.changelog());
    statement.setString(2, key.id());
    statement.setString(3, key.author());
    statement.setString(4, key.file());
    statement.setBoolean(5, key.back());
  }
}
