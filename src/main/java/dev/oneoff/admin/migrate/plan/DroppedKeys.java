package dev.oneoff.admin.migrate.plan;

import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.migrate.plan.TableLock.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a statement locks without naming them: a foreign key has triggers on the table it
 * references, and dropping the key removes them, under ACCESS EXCLUSIVE.
 */
final class DroppedKeys {

  private static final Pattern DROP_TABLE =
      Pattern.compile("drop table .*", Pattern.CASE_INSENSITIVE);
  private static final Pattern ALTER_TABLE =
      Pattern.compile("alter table .*", Pattern.CASE_INSENSITIVE);
  private static final Pattern DROP =
      Pattern.compile(
          "\\bdrop (?:constraint |column )?(?:if exists )?(?<name>" + Identifier.PATTERN + ")",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private final Connection connection;

  DroppedKeys(Connection connection) {
    this.connection = connection;
  }

  /** Further locks of a statement that takes these. */
  List<TableLock> locks(StatementText statement, List<TableLock> named) throws SQLException {
    List<TableLock> locks = new ArrayList<>();
    for (TableLock lock : named) {
      if (lock.table() == null) {
        continue;
      }
      if (DROP_TABLE.matcher(statement.shape()).matches()) {
        add(locks, lock.table(), null);
      } else if (ALTER_TABLE.matcher(statement.shape()).matches()) {
        Matcher drop = DROP.matcher(statement.shape());
        while (drop.find()) {
          add(locks, lock.table(), Identifier.catalogued(drop.group("name")));
        }
      }
    }
    return locks;
  }

  /**
   * The tables that a table's keys reference.
   *
   * @param name of a key or of one of its columns; null for all
   */
  private void add(List<TableLock> locks, String table, @Nullable String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select distinct k.confrelid::regclass::text
            from pg_constraint k
            where k.contype = 'f' and k.conrelid = to_regclass(?) and k.confrelid <> k.conrelid
              and (?::text is null or k.conname = ? or exists (select from pg_attribute a
                where a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname = ?))
            order by 1
            """)) {
      query.setString(1, table);
      query.setString(2, name);
      query.setString(3, name);
      query.setString(4, name);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          locks.add(TableLock.of(rows.getString(1), Level.ACCESS_EXCLUSIVE));
        }
      }
    }
  }
}
