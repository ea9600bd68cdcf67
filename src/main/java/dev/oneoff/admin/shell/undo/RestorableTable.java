package dev.oneoff.admin.shell.undo;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.shell.kept.WrittenTable;
import dev.oneoff.admin.shell.kept.WrittenTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A written table as it is now: whether its rows can be found again, and written without side
 * effects.
 *
 * @param shown its name for people
 * @param sql its name in SQL, whatever the search path
 * @param key columns, as named in SQL
 * @param inserted columns that are not generated
 * @param updated those of them that may be given another value
 * @param secret whether its key is sensitive
 */
public record RestorableTable(
    String shown,
    String sql,
    List<String> key,
    List<String> inserted,
    List<String> updated,
    boolean secret) {

  private static final String TABLE =
      """
      select c.oid::pg_catalog.regclass::text, pg_catalog.format('%I.%I', n.nspname, c.relname),
        c.relkind = 'r' and exists (select from pg_catalog.pg_inherits where inhparent = c.oid),
        exists (select from pg_catalog.pg_trigger
          where tgrelid = c.oid and not tgisinternal and tgdeferrable),
        c.oid,
        array(select relname::text from pg_catalog.pg_class where oid = c.oid
          or oid in (select relid from pg_catalog.pg_partition_ancestors(c.oid)))
      from pg_catalog.pg_type t join pg_catalog.pg_class c on c.oid = t.typrelid
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where t.oid = ?::text::oid and c.relkind in ('r', 'p')
      """;

  private static final String COLUMNS =
      """
      select pg_catalog.quote_ident(attname), attgenerated <> '', attidentity = 'a',
        exists (select from pg_catalog.pg_index
          where indrelid = attrelid and indisprimary and attnum = any (indkey)), attname
      from pg_catalog.pg_attribute
      where attrelid = ?::text::oid and attnum > 0 and not attisdropped order by attnum
      """;

  /**
   * The table with that number.
   *
   * @throws AdminException {@code REFUSED} if its rows cannot be found again, or not written
   *     without side effects
   */
  public static RestorableTable of(Connection connection, WrittenTable written, Masking masking)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(TABLE)) {
      query.setString(1, written.oid());
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw AdminException.refused(
              "A table that was written is gone, or is not a table. Nothing was undone.");
        }
        String shown = row.getString(1);
        if (!new WrittenTables(connection).of(written.oid()).columns().equals(written.columns())) {
          throw refused(shown, "has other columns than when it was written");
        }
        if (row.getBoolean(3)) {
          throw refused(
              shown,
              "has tables that inherit from it, and which of them a row belongs to is not"
                  + " kept");
        }
        if (row.getBoolean(4)) {
          throw refused(shown, "has a trigger that may not run until the commit");
        }
        List<String> names = Arrays.asList((String[]) row.getArray(6).getArray());
        return columns(connection, row, names, masking);
      }
    }
  }

  private static AdminException refused(String shown, String how) {
    return AdminException.refused(shown + ' ' + how + ". Nothing was undone.");
  }

  private static RestorableTable columns(
      Connection connection, ResultSet table, List<String> names, Masking masking)
      throws SQLException {
    List<String> key = new ArrayList<>();
    List<String> inserted = new ArrayList<>();
    List<String> updated = new ArrayList<>();
    boolean secret = false;
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setString(1, table.getString(5));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String column = row.getString(1);
          if (row.getBoolean(4)) {
            key.add(column);
            String plain = row.getString(5);
            secret |= names.stream().anyMatch(name -> masking.masks(name, plain));
          }
          if (!row.getBoolean(2)) {
            inserted.add(column);
            if (!row.getBoolean(3)) {
              updated.add(column);
            }
          }
        }
      }
    }
    String shown = table.getString(1);
    if (key.isEmpty()) {
      throw AdminException.refused(
          shown + " has no primary key, by which its rows could be found again.");
    }
    return new RestorableTable(shown, table.getString(2), key, inserted, updated, secret);
  }
}
