package dev.oneoff.admin.run.items;

import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.database.origin.Masking;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table whose rows are found by key.
 *
 * @param name quoted if necessary
 * @param key quoted columns
 * @param types of these columns, as PostgreSQL writes them
 * @param sensitive columns whose values are not shown, by their names in the catalogue
 */
public record KeyedTable(String name, List<String> key, List<String> types, Set<String> sensitive) {

  /** Reads the columns' types from the database. */
  public static KeyedTable of(Connection connection, String name, List<String> key, Masking masking)
      throws SQLException {
    List<String> types = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select format_type(atttypid, atttypmod) from pg_attribute
            where attrelid = to_regclass(?) and quote_ident(attname) = ? and attnum > 0
            """)) {
      for (String column : key) {
        query.setString(1, name);
        query.setString(2, column);
        try (ResultSet row = query.executeQuery()) {
          if (!row.next()) {
            throw new SQLException("There is no column " + column + " in " + name + ".");
          }
          types.add(row.getString(1));
        }
      }
    }
    return new KeyedTable(name, key, types, sensitive(connection, name, masking));
  }

  private static Set<String> sensitive(Connection connection, String name, Masking masking)
      throws SQLException {
    Set<String> sensitive = new TreeSet<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select relname, attname from pg_attribute join pg_class on pg_class.oid = attrelid
            where attrelid = to_regclass(?) and attnum > 0 and not attisdropped
            """)) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          if (masking.masks(rows.getString(1), rows.getString(2))) {
            sensitive.add(rows.getString(2));
          }
        }
      }
    }
    return sensitive;
  }

  /** Whether the keys themselves must not be shown. */
  public boolean hasSensitiveKey() {
    return key.stream().map(Identifier::catalogued).anyMatch(sensitive::contains);
  }

  /** {@code unnest(?, ?) as k (k1, k2)}: the keys, one parameter for each column. */
  public String keysAsRows() {
    List<String> arrays = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      arrays.add("cast(cast(? as text[]) as " + types.get(i) + "[])");
      names.add("k" + (i + 1));
    }
    return "unnest(" + String.join(", ", arrays) + ") as k (" + String.join(", ", names) + ")";
  }

  /** {@code t.a = k.k1 and t.b = k.k2}. */
  public String matches() {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      pairs.add("t." + key.get(i) + " = k.k" + (i + 1));
    }
    return String.join(" and ", pairs);
  }

  /**
   * Binds the parameters of {@link #keysAsRows}.
   *
   * @return the next parameter's number
   */
  public int bind(PreparedStatement statement, int first, List<Key> keys) throws SQLException {
    for (int column = 0; column < key.size(); column++) {
      int part = column;
      Array values =
          statement
              .getConnection()
              .createArrayOf("text", keys.stream().map(k -> k.parts().get(part)).toArray());
      statement.setArray(first + column, values);
    }
    return first + key.size();
  }
}
