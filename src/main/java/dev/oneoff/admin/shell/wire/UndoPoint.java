package dev.oneoff.admin.shell.wire;

import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.jdbc.PgConnection;

/**
 * A point to which a connection can return, as if nothing had been sent since: a savepoint in its
 * sender's transaction, or the beginning of a transaction that has no other purpose.
 */
final class UndoPoint {

  private final PgConnection connection;
  private final Aside.Way aside;
  private final String set;
  private final String keep;
  // One by one: a session that only reads refuses several at once.
  private final String[] undo;

  private UndoPoint(
      PgConnection connection, Aside.Way aside, String set, String keep, String... undo) {
    this.connection = connection;
    this.aside = aside;
    this.set = set;
    this.keep = keep;
    this.undo = undo;
  }

  /**
   * In the sender's transaction.
   *
   * @param name no link behind this one may use the same
   * @param aside how it is sent
   */
  static UndoPoint inside(PgConnection connection, String name, Aside.Way aside) {
    return new UndoPoint(
        connection,
        aside,
        "savepoint " + name,
        "release " + name,
        "rollback to " + name,
        "release " + name);
  }

  /** In a transaction of its own. */
  static UndoPoint alone(PgConnection connection, Aside.Way aside) {
    return new UndoPoint(connection, aside, "begin", "commit", "rollback");
  }

  void set() throws SQLException {
    send(set);
  }

  /** What was sent since then stands. */
  void keep() throws SQLException {
    send(keep);
  }

  /** Nothing that was sent since then has happened. */
  void undo() throws SQLException {
    send(undo);
  }

  private void send(String... statements) throws SQLException {
    aside.run(
        () -> {
          try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
              statement.execute(sql);
            }
          }
        });
  }
}
