package dev.oneoff.admin.sql.prompt;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Names of tables and columns to complete, read when the first one is asked for. */
final class Schema {

  private final Supplier<Map<String, List<String>>> reading;
  private @Nullable Map<String, List<String>> known;

  Schema(Database database) {
    this(() -> read(database));
  }

  /** Columns by their tables, in small letters as far as they need no quotes. */
  Schema(Supplier<Map<String, List<String>>> reading) {
    this.reading = reading;
  }

  List<String> tables() {
    return List.copyOf(known().keySet());
  }

  /** Of a table or a view; none where there is no such one. */
  List<String> columns(String table) {
    List<String> quoted = known().get(table);
    return quoted != null
        ? quoted
        : known().getOrDefault(table.toLowerCase(Locale.ROOT), List.of());
  }

  /** What was written may have changed them. */
  void forget() {
    known = null;
  }

  private Map<String, List<String>> known() {
    Map<String, List<String>> columns = known;
    if (columns == null) {
      columns = reading.get();
      known = columns;
    }
    return columns;
  }

  private static Map<String, List<String>> read(Database database) {
    Map<String, List<String>> columns = new TreeMap<>();
    try (Connection connection = database.connectReadOnly();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select c.oid::regclass::text, quote_ident(a.attname)
                from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
                  and a.attnum > 0 and not a.attisdropped
                  and c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
                order by 1, a.attnum
                """)) {
      while (rows.next()) {
        columns
            .computeIfAbsent(rows.getString(1), table -> new ArrayList<>())
            .add(rows.getString(2));
      }
    } catch (SQLException | AdminException e) {
      // Nothing is completed then; what is wrong the next statement says.
    }
    return columns;
  }
}
