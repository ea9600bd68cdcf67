package dev.oneoff.admin.ledger;

import dev.oneoff.admin.database.lock.LockKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A restore that was begun but not finished: tables that had rows are empty, and constraints may be
 * off. Anything that relies on the rows or changes the schema must check for it.
 *
 * @param source where the export to restore is
 * @param release the one that began it
 * @param tables how many have been restored
 * @param off the constraints that are off, each with its table
 * @param running whether a process is working on it now
 */
public record UnfinishedRestore(
    Optional<String> source,
    Optional<String> release,
    Instant begunAt,
    long tables,
    List<String> off,
    boolean running) {

  /** Held by the restoring process. */
  public static final LockKey LOCK = LockKey.of("restore");

  private static final String SQL =
      """
      select source, release, begun_at,
        (select count(*) from admin_restore where loaded <> ''),
        array(select name || ' of ' || on_table from admin_restore_key order by 1),
        exists (select from pg_locks where
      """
          + LockKey.HELD
          + ") from admin_restore where loaded = '' order by begun_at desc limit 1";

  /** The unfinished restore, if there is one. */
  public static Optional<UnfinishedRestore> of(Connection connection) throws SQLException {
    if (!present(connection)) {
      return Optional.empty();
    }
    try (PreparedStatement query = connection.prepareStatement(SQL)) {
      query.setLong(1, LOCK.session());
      query.setLong(2, LOCK.session());
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new UnfinishedRestore(
                    Optional.ofNullable(row.getString(1)),
                    Optional.ofNullable(row.getString(2)),
                    row.getTimestamp(3).toInstant(),
                    row.getLong(4),
                    List.of((String[]) row.getArray(5).getArray()),
                    row.getBoolean(6)))
            : Optional.empty();
      }
    }
  }

  // The tables do not exist before the migrate that creates them, and not everybody may read them.
  private static boolean present(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select coalesce(has_table_privilege(to_regclass('admin_restore_key'), 'select')
                  and has_table_privilege(to_regclass('admin_restore'), 'select'), false)
                """)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** A sentence describing it. */
  public String sentence() {
    return "A restore of "
        + source.orElse("an export")
        + ", started at "
        + begunAt.truncatedTo(ChronoUnit.SECONDS)
        + release.map(by -> " by release " + by).orElse("")
        + ", "
        + (running ? "is running" : "was interrupted")
        + ": "
        + Counts.of(tables, "table")
        + (tables == 1 ? " is restored" : " are restored")
        + (off.isEmpty() ? "" : ", and these are off: " + String.join(", ", off))
        + ".";
  }

  /** The command that finishes it. */
  public String command() {
    return "import --all " + source.orElse("SOURCE");
  }
}
