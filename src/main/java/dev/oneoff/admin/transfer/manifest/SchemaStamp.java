package dev.oneoff.admin.transfer.manifest;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.catalogue.ToolkitTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Which changesets a schema has seen.
 *
 * @param last the one that ran last; {@code none} if there is no changelog
 * @param fingerprint of all of them, whatever order they ran in
 */
public record SchemaStamp(String last, String fingerprint) {

  public static SchemaStamp of(Connection connection, Settings settings) throws SQLException {
    String table = ToolkitTables.changelog(settings);
    try (PreparedStatement exists =
        connection.prepareStatement(
            "select to_regclass(?)::text, has_table_privilege(to_regclass(?), 'select')")) {
      exists.setString(1, table);
      exists.setString(2, table);
      try (ResultSet row = exists.executeQuery()) {
        row.next();
        if (row.getString(1) == null) {
          return new SchemaStamp("none", "none");
        }
        return row.getBoolean(2)
            ? read(connection, row.getString(1))
            : new SchemaStamp("unknown", "unknown");
      }
    }
  }

  private static SchemaStamp read(Connection connection, String table) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "select coalesce((array_agg(filename || '::' || id order by dateexecuted desc,"
                    + " orderexecuted desc))[1], 'none'), md5(coalesce(string_agg(filename || '::'"
                    + " || id || '::' || author, ',' order by filename, id, author), '')) from "
                    + table);
        ResultSet row = query.executeQuery()) {
      row.next();
      return new SchemaStamp(row.getString(1), row.getString(2));
    }
  }

  @Override
  public String toString() {
    return last;
  }
}
