package dev.oneoff.admin.database.catalogue;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Database;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Names for completion, read when the first one is needed. */
public final class Schema {

  private final Supplier<SchemaNames> reading;
  private @Nullable SchemaNames known;

  public Schema(Database database) {
    this(() -> read(database));
  }

  public Schema(Supplier<SchemaNames> reading) {
    this.reading = reading;
  }

  public List<String> tables() {
    return List.copyOf(known().columns().keySet());
  }

  public List<String> schemas() {
    return known().schemas();
  }

  public List<String> functions() {
    return known().functions();
  }

  /** The columns of a table or a view; empty if it does not exist. */
  public List<String> columns(String table) {
    return List.copyOf(of(known().columns(), table).orElse(Map.of()).keySet());
  }

  /** The few values that a column can have, as written in SQL; empty if it can have any. */
  public List<String> values(String table, String column) {
    return of(known().columns(), table).flatMap(columns -> of(columns, column)).orElse(List.of());
  }

  /** The foreign keys from and to a table. */
  public List<SchemaNames.Key> keys(String table) {
    return known().keys().stream()
        .filter(key -> same(key.table(), table) || same(key.target(), table))
        .toList();
  }

  public static boolean same(String name, String typed) {
    return name.equals(typed) || name.equals(typed.toLowerCase(Locale.ROOT));
  }

  private static <T> Optional<T> of(Map<String, T> named, String typed) {
    @Nullable T quoted = named.get(typed);
    return quoted != null
        ? Optional.of(quoted)
        : Optional.ofNullable(named.get(typed.toLowerCase(Locale.ROOT)));
  }

  /** A write may have changed them. */
  public void forget() {
    known = null;
  }

  private SchemaNames known() {
    SchemaNames names = known;
    if (names == null) {
      names = reading.get();
      known = names;
    }
    return names;
  }

  private static SchemaNames read(Database database) {
    try (var connection = database.connectReadOnly()) {
      return SchemaNames.read(connection);
    } catch (SQLException | AdminException e) {
      // Then nothing is completed; the next statement will say what is wrong.
      return SchemaNames.NONE;
    }
  }
}
