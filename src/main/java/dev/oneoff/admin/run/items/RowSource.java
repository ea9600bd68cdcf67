package dev.oneoff.admin.run.items;

import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.task.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Rows of a table or of a query, on the connection of the open transaction. */
public final class RowSource implements ItemSource<Row> {

  private final DataSource dataSource;
  // What follows "from", with the alias t.
  private final String from;
  private final String condition;
  private final List<Object> parameters;
  private final KeyedTable table;
  // Rather than a query.
  private final boolean whole;

  private RowSource(
      DataSource dataSource,
      String from,
      String condition,
      List<Object> parameters,
      KeyedTable table,
      boolean whole) {
    this.dataSource = dataSource;
    this.from = from;
    this.condition = condition;
    this.parameters = parameters;
    this.table = table;
    this.whole = whole;
  }

  static RowSource ofTable(
      DataSource dataSource,
      String table,
      List<String> key,
      String where,
      List<Object> parameters,
      Masking masking)
      throws SQLException {
    String name = quotedName(table);
    try (Connection connection = dataSource.getConnection()) {
      KeyedTable keyed =
          KeyedTable.of(connection, name, key.stream().map(RowSource::quoted).toList(), masking);
      return new RowSource(dataSource, name + " as t", where, parameters, keyed, true);
    }
  }

  static RowSource ofSelect(
      DataSource dataSource, String sql, List<String> key, List<Object> parameters)
      throws SQLException {
    List<String> columns = key.stream().map(RowSource::quoted).toList();
    String from = "(" + sql + ") as t";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select " + prefixed(columns) + " from " + from + " limit 0")) {
      bind(query, 1, parameters);
      List<String> types = new ArrayList<>();
      // Run, not just described: the driver would prepare a description under a name, whatever its
      // settings.
      try (ResultSet none = query.executeQuery()) {
        ResultSetMetaData meta = none.getMetaData();
        for (int i = 1; i <= columns.size(); i++) {
          types.add(meta.getColumnTypeName(i));
        }
      }
      KeyedTable keyed = new KeyedTable("", columns, types, Set.of());
      return new RowSource(dataSource, from, "", parameters, keyed, false);
    }
  }

  @Override
  public OptionalLong count() throws SQLException {
    String sql = "select count(*) from " + from + where(Range.ALL);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      bind(query, Range.ALL);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return OptionalLong.of(row.getLong(1));
      }
    }
  }

  @Override
  public List<Key> cuts(long size) throws SQLException {
    String sql =
        "select * from (select "
            + keyTexts()
            + ", row_number() over ("
            + order()
            + ") as place from "
            + from
            + where(Range.ALL)
            + ") as n where place % "
            + size
            + " = 0 order by place";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      bind(query, Range.ALL);
      return readKeys(query);
    }
  }

  @Override
  public List<Key> keys(Range range, int limit) throws SQLException {
    String sql = "select " + keyTexts() + " from " + from + where(range) + order() + " limit ?";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setInt(bind(query, range), limit);
      return readKeys(query);
    }
  }

  @Override
  public Optional<Key> keyAt(Range range, int place) throws SQLException {
    String sql =
        "select " + keyTexts() + " from " + from + where(range) + order() + " limit 1 offset ?";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setInt(bind(query, range), place - 1);
      return readKeys(query).stream().findFirst();
    }
  }

  /**
   * Deletes the rows of a range, if they belong to a table.
   *
   * @return how many there were
   */
  public int delete(Range range) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("delete from " + from + where(range))) {
      bind(delete, range);
      return delete.executeUpdate();
    }
  }

  @Override
  public Page<Row> read(Range range, int limit) throws SQLException {
    String sql =
        "select "
            + keyTexts()
            + ", t.* from "
            + from
            + where(range)
            + order()
            + " limit ?"
            + lock();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setInt(bind(query, range), limit);
      return Page.of(readItems(query), limit);
    }
  }

  @Override
  public List<Item<Row>> find(List<Key> keys) throws SQLException {
    String own = condition.isBlank() ? "" : " and (" + condition + ")";
    String sql =
        "select "
            + keyTexts()
            + ", t.* from "
            + from
            + " join "
            + table.keysAsRows()
            + " on "
            + table.matches()
            + own
            + order()
            + lock();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      int next = 1;
      if (!whole) {
        next = bind(query, next, parameters);
      }
      next = table.bind(query, next, keys);
      if (whole) {
        bind(query, next, parameters);
      }
      return readItems(query);
    }
  }

  @Override
  public Optional<KeyedTable> table() {
    return whole ? Optional.of(table) : Optional.empty();
  }

  // Nothing says which rows of which tables a query reads.
  private String lock() {
    return whole ? " for update of t" : "";
  }

  private String keyTexts() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < table.key().size(); i++) {
      texts.add("t." + table.key().get(i) + "::text as oneoff_key_" + i);
    }
    return String.join(", ", texts);
  }

  private String order() {
    return " order by " + prefixed(table.key());
  }

  private static String prefixed(List<String> columns) {
    return String.join(", ", columns.stream().map(column -> "t." + column).toList());
  }

  private String where(Range range) {
    List<String> conditions = new ArrayList<>();
    if (!condition.isBlank()) {
      conditions.add("(" + condition + ")");
    }
    if (range.after() != null) {
      conditions.add(compare(">"));
    }
    if (range.upTo() != null) {
      conditions.add(compare("<="));
    }
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  private String compare(String operator) {
    List<String> casts = table.types().stream().map(type -> "cast(? as " + type + ")").toList();
    return "(" + prefixed(table.key()) + ") " + operator + " (" + String.join(", ", casts) + ")";
  }

  private int bind(PreparedStatement query, Range range) throws SQLException {
    int next = bind(query, 1, parameters);
    next = range.after() == null ? next : bind(query, next, range.after().parts());
    return range.upTo() == null ? next : bind(query, next, range.upTo().parts());
  }

  private static int bind(PreparedStatement query, int first, List<?> values) throws SQLException {
    int next = first;
    for (Object value : values) {
      query.setObject(next++, value);
    }
    return next;
  }

  private List<Key> readKeys(PreparedStatement query) throws SQLException {
    List<Key> keys = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        keys.add(readKey(rows));
      }
    }
    return keys;
  }

  private List<Item<Row>> readItems(PreparedStatement query) throws SQLException {
    List<Item<Row>> items = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      ResultSetMetaData meta = rows.getMetaData();
      while (rows.next()) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = table.key().size() + 1; i <= meta.getColumnCount(); i++) {
          values.put(meta.getColumnLabel(i), rows.getObject(i));
        }
        items.add(new Item<>(readKey(rows), new Row(values)));
      }
    }
    return items;
  }

  private Key readKey(ResultSet rows) throws SQLException {
    List<String> parts = new ArrayList<>();
    for (int i = 1; i <= table.key().size(); i++) {
      parts.add(rows.getString(i));
    }
    return new Key(parts);
  }

  private static String quotedName(String name) {
    return String.join(".", List.of(name.split("\\.")).stream().map(RowSource::quoted).toList());
  }

  private static String quoted(String name) {
    return name.matches("[a-z_][a-z0-9_]*") ? name : Identifier.quoted(name);
  }
}
