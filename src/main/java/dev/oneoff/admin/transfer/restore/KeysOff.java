package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Identifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Constraints that are off while rows are restored. Each is recorded, with its full definition, in
 * the transaction that takes it off, and deleted from the record in the one in which it applies
 * again: so whatever is killed in between, the next restore knows what to put back.
 */
final class KeysOff {

  private static final String DEFINITION =
      """
      select pg_get_constraintdef(oid), obj_description(oid, 'pg_constraint'), convalidated
      from pg_constraint where conrelid = to_regclass(?) and conname = ?
      """;

  /** Before 18, a key of a partitioned table cannot exist without being validated. */
  private static final String CAN_WAIT =
      """
      select relkind <> 'p' or current_setting('server_version_num')::int >= 180000 from pg_class
        where oid = to_regclass(?)
      """;

  private record Off(
      TableConstraint constraint, String definition, Optional<String> comment, boolean valid) {}

  private final Connection connection;

  KeysOff(Connection connection) {
    this.connection = connection;
  }

  /**
   * In the open transaction. What is recorded already stays as it is: such a constraint was put
   * back but not validated yet, which is not its original state.
   */
  void take(Collection<TableConstraint> constraints) throws SQLException {
    for (Off off : read(constraints)) {
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              insert into admin_restore_key (on_table, name, definition, comment, valid)
              values (?, ?, ?, ?, ?) on conflict do nothing
              """)) {
        insert.setString(1, off.constraint().table());
        insert.setString(2, off.constraint().name());
        insert.setString(3, off.definition());
        insert.setString(4, off.comment().orElse(null));
        insert.setBoolean(5, off.valid());
        insert.execute();
      }
      execute(off.constraint().alter("drop constraint", ""));
    }
  }

  // Without a search path a definition names its tables with their schemas.
  private List<Off> read(Collection<TableConstraint> constraints) throws SQLException {
    String path = searchPath("pg_catalog");
    List<Off> read = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(DEFINITION)) {
      for (TableConstraint constraint : constraints) {
        query.setString(1, constraint.table());
        query.setString(2, constraint.name());
        try (ResultSet row = query.executeQuery()) {
          row.next();
          read.add(
              new Off(
                  constraint,
                  row.getString(1),
                  Optional.ofNullable(row.getString(2)),
                  row.getBoolean(3)));
        }
      }
    }
    searchPath(path);
    return read;
  }

  private String searchPath(String path) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select current_setting('search_path'), set_config('search_path', ?, true)")) {
      query.setString(1, path);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  /**
   * Puts back everything that was taken off by any restore, first all of them, and then validates
   * each: new rows must satisfy them from the first moment on.
   *
   * @throws AdminException {@code FAILED} if restored rows violate one
   */
  void putBack() throws SQLException {
    List<Off> written = written();
    for (Off off : written) {
      if (!there(off)) {
        add(off);
      }
    }
    connection.commit();
    for (Off off : written) {
      if (off.valid()) {
        change(off, off.constraint().alter("validate constraint", ""));
      }
      crossOut(off);
      connection.commit();
    }
  }

  private void add(Off off) throws SQLException {
    boolean later = off.valid() && is(CAN_WAIT, off.constraint().table());
    change(
        off,
        off.constraint().alter("add constraint", " " + off.definition())
            + (later ? " not valid" : ""));
    if (off.comment().isPresent()) {
      execute(
          "comment on constraint "
              + Identifier.quoted(off.constraint().name())
              + " on "
              + off.constraint().table()
              + " is "
              + literal(off.comment().get()));
    }
  }

  private String literal(String text) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("select quote_literal(?)")) {
      query.setString(1, text);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private void change(Off off, String statement) throws SQLException {
    try {
      execute(statement);
    } catch (SQLException e) {
      @Nullable String state = e.getSQLState();
      if (state == null || !(state.startsWith("23") || state.startsWith("42"))) {
        throw e;
      }
      throw AdminException.failed(
          "The rows are restored, but the constraint "
              + off.constraint()
              + " cannot be restored: "
              + String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ")
              + ". Fix that, and run the same command again to continue from there.",
          e);
    }
  }

  private boolean there(Off off) throws SQLException {
    return is(
        "select exists (select from pg_constraint where conrelid = to_regclass(?) and conname = ?)",
        off.constraint().table(),
        off.constraint().name());
  }

  private boolean is(String sql, String... parameters) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private void crossOut(Off off) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from admin_restore_key where on_table = ? and name = ?")) {
      delete.setString(1, off.constraint().table());
      delete.setString(2, off.constraint().name());
      delete.execute();
    }
  }

  private List<Off> written() throws SQLException {
    List<Off> written = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select on_table, name, definition, comment, valid from admin_restore_key order by 1, 2")) {
      while (rows.next()) {
        written.add(
            new Off(
                new TableConstraint(rows.getString(1), rows.getString(2)),
                rows.getString(3),
                Optional.ofNullable(rows.getString(4)),
                rows.getBoolean(5)));
      }
    }
    return written;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
