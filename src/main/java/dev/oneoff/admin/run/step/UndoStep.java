package dev.oneoff.admin.run.step;

import dev.oneoff.admin.run.items.Item;
import dev.oneoff.admin.run.items.KeptRow;
import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Page;
import dev.oneoff.admin.run.items.Range;
import dev.oneoff.admin.run.items.UndoSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Restores rows that nobody has changed since. A row that somebody has changed is a failed item: it
 * is set aside, and listed.
 */
public final class UndoStep implements Step {

  private final DataSource dataSource;
  private final UndoSource source;
  private final Map<String, List<String>> columns = new HashMap<>();

  public UndoStep(DataSource dataSource, UndoSource source) {
    this.dataSource = dataSource;
    this.source = source;
  }

  @Override
  public Done run(Range range, int limit) throws Exception {
    Page<KeptRow> page = source.read(range, limit);
    try (Connection connection = dataSource.getConnection()) {
      for (Item<KeptRow> item : page.items()) {
        putBack(connection, item.value());
      }
    }
    return new Done(page.items().size(), page.last(), page.end());
  }

  private void putBack(Connection connection, KeptRow row) throws SQLException {
    @Nullable String after = row.after();
    boolean back =
        after == null
            ? execute(connection, insert(connection, row), row.before())
            : execute(connection, update(connection, row), row.before(), row.before(), after);
    if (!back) {
      throw new ChangedSince(
          after == null
              ? "A row with this key exists again."
              : "It was changed or deleted since; its former value stays in the ledger.");
    }
  }

  private static boolean execute(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      return statement.executeUpdate() == 1;
    }
  }

  private String insert(Connection connection, KeptRow row) throws SQLException {
    String all = String.join(", ", columns(connection, row, "insert"));
    return String.format(
        Locale.ROOT,
        """
        insert into %1$s (%2$s) overriding system value
        select %2$s from jsonb_populate_record(null::%1$s, cast(? as jsonb)) on conflict do nothing
        """,
        row.table(),
        all);
  }

  // A column added since then is not a change: the row need only contain what the run left.
  private String update(Connection connection, KeptRow row) throws SQLException {
    String all = String.join(", ", columns(connection, row, "update"));
    String key = String.join(", ", keyColumns(connection, row.table()));
    return String.format(
        Locale.ROOT,
        """
        update %1$s t set (%2$s) = (select %2$s from jsonb_populate_record(t, cast(? as jsonb)))
        where (%3$s) = (select %3$s from jsonb_populate_record(null::%1$s, cast(? as jsonb)))
          and to_jsonb(t) @> cast(? as jsonb)
        """,
        row.table(),
        all,
        key);
  }

  private static List<String> keyColumns(Connection connection, String table) throws SQLException {
    return names(
        connection,
        """
        select quote_ident(a.attname) from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
        where i.indrelid = to_regclass(?) and i.indisprimary
        """,
        table);
  }

  // Columns that existed then and are not generated from others, which PostgreSQL recomputes; a
  // GENERATED ALWAYS identity can be inserted, but not updated.
  private List<String> columns(Connection connection, KeptRow row, String use) throws SQLException {
    List<String> known = columns.get(use + " " + row.table());
    if (known == null) {
      known =
          names(
              connection,
              """
              select quote_ident(attname) from pg_attribute
              where attrelid = to_regclass(?) and attnum > 0 and not attisdropped and attgenerated = ''
                and cast(? as jsonb) ?? attname and (attidentity <> 'a' or ? = 'insert')
              """,
              row.table(),
              row.before(),
              use);
      columns.put(use + " " + row.table(), known);
    }
    return known;
  }

  private static List<String> names(Connection connection, String sql, String... values)
      throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        query.setString(i + 1, values[i]);
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return names;
  }

  @Override
  public Optional<Key> first(Range range) throws Exception {
    return source.first(range);
  }

  /** A later change by somebody else is not undone. */
  static final class ChangedSince extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChangedSince(String sentence) {
      super(sentence);
    }
  }
}
