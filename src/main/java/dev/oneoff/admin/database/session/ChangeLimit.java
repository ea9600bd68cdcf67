package dev.oneoff.admin.database.session;

import dev.oneoff.admin.database.statement.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many rows the open transaction may update and delete, by whatever means. */
public final class ChangeLimit {

  /** No limit. */
  static final long NONE = Long.MAX_VALUE;

  // For these, PostgreSQL's row count is of rows that existed before.
  private static final Set<String> OVERWRITES = Set.of("UPDATE", "DELETE");

  private final Connection session;
  private final Map<String, TableChange> before;
  private final boolean says;
  private final long most;

  private ChangeLimit(
      Connection session, Map<String, TableChange> before, boolean says, long most) {
    this.session = session;
    this.before = before;
    this.says = says;
    this.most = most;
  }

  /** From this point on. */
  public static ChangeLimit of(Connection session, SqlStatement statement, long most)
      throws SQLException {
    return new ChangeLimit(
        session, TableChange.counted(session), OVERWRITES.contains(statement.verb()), most);
  }

  /** What has been changed so far. */
  public List<TableChange> changes() throws SQLException {
    return TableChange.since(before, TableChange.counted(session));
  }

  /**
   * How many rows that existed before were changed.
   *
   * @param said PostgreSQL's row count, which includes foreign tables
   */
  public long overwritten(List<TableChange> changes, long said) {
    long counted = changes.stream().mapToLong(TableChange::overwritten).sum();
    return Math.max(counted, says ? said : 0);
  }

  /** Whether that is more than allowed. */
  public boolean isExceeded(List<TableChange> changes, long said) {
    return overwritten(changes, said) > most;
  }

  /** A condition for the rows that the open transaction has overwritten, once it is undone. */
  static String which(Connection session) throws SQLException {
    try (Statement query = session.createStatement();
        ResultSet row = query.executeQuery("select txid_current() % (2 ^ 32)::bigint")) {
      row.next();
      return "xmax = '" + row.getString(1) + "'";
    }
  }
}
