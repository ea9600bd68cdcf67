package dev.oneoff.admin.transfer.imports.stage;

import static dev.oneoff.admin.transfer.imports.stage.StagingTable.COLUMN;
import static dev.oneoff.admin.transfer.imports.stage.StagingTable.LINE;
import static dev.oneoff.admin.transfer.imports.stage.StagingTable.REASON;

import dev.oneoff.admin.transfer.imports.FileColumn;
import dev.oneoff.admin.transfer.imports.UniqueKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What can only be checked for the whole file against the tables: rows that are duplicated, exist
 * already, or refer to something that does not exist. Each row that cannot be imported gets its
 * reason.
 */
public final class StagedChecks {

  private static final String MEMORY = "set local work_mem = '64MB'";

  private final Connection connection;
  private final StagingTable staging;
  private final String target;
  private final String entity;

  /**
   * Checks in the open transaction.
   *
   * @param target the entity's table, as written in a statement
   * @param entity what one of its rows is called
   */
  public StagedChecks(Connection connection, StagingTable staging, String target, String entity)
      throws SQLException {
    this.connection = connection;
    this.staging = staging;
    this.target = target;
    this.entity = entity;
    try (Statement statement = connection.createStatement()) {
      statement.execute(MEMORY);
    }
  }

  /** Whether the file has all columns of a key, unconverted. */
  public boolean covers(UniqueKey key) {
    return staged(key).isPresent();
  }

  /** References to another entity by a natural key for which there is no row. */
  public void lookups() throws SQLException {
    for (FileColumn column : staging.columns()) {
      if (column.lookup().isPresent()) {
        FileColumn.Lookup lookup = column.lookup().get();
        reject(
            column.header(),
            "there is no " + lookup.entity() + " with this " + lookup.attribute(),
            "select s.ctid from "
                + staging.name()
                + " s where s."
                + REASON
                + " is null and s."
                + column.staged()
                + " is not null and not exists (select from "
                + lookup.table()
                + " r where r."
                + lookup.key()
                + " = s."
                + column.staged()
                + ")");
      }
    }
  }

  /** Foreign keys without a matching row, except for those into the same table. */
  public void references() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select confrelid::regclass::text,
              array(select a.attname::text from unnest(conkey) with ordinality k (n, o)
                join pg_attribute a on a.attrelid = conrelid and a.attnum = k.n order by k.o),
              array(select quote_ident(a.attname) from unnest(confkey) with ordinality k (n, o)
                join pg_attribute a on a.attrelid = confrelid and a.attnum = k.n order by k.o)
            from pg_constraint
            where conrelid = to_regclass(?) and contype = 'f' and confrelid <> conrelid
            """)) {
      query.setString(1, target);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          List<String> own = List.of((String[]) rows.getArray(2).getArray());
          Optional<List<FileColumn>> columns = staged(new UniqueKey(false, own));
          if (columns.isPresent()) {
            references(
                rows.getString(1), columns.get(), List.of((String[]) rows.getArray(3).getArray()));
          }
        }
      }
    }
  }

  private void references(String other, List<FileColumn> columns, List<String> keys)
      throws SQLException {
    reject(
        columns.get(0).header(),
        "there is no row in " + other + " with this " + String.join(", ", keys),
        "select s.ctid from "
            + staging.name()
            + " s where s."
            + REASON
            + " is null and "
            + notNull(columns)
            + " and not exists (select from "
            + other
            + " r where "
            + equal(columns, keys)
            + ")");
  }

  /** Rows whose key also occurs on an earlier line. */
  public void duplicates(UniqueKey key) throws SQLException {
    List<FileColumn> columns = staged(key).orElseThrow();
    String names = columns.stream().map(FileColumn::staged).collect(Collectors.joining(", "));
    String twice =
        "select "
            + names
            + " from "
            + staging.name()
            + " s where s."
            + REASON
            + " is null and "
            + notNull(columns)
            + " group by "
            + names
            + " having count(*) > 1";
    update(
        "with twice as materialized ("
            + twice
            + "), later as (select s.ctid as at, first_value(s."
            + LINE
            + ") over same as first, row_number() over same as n from "
            + staging.name()
            + " s join twice using ("
            + names
            + ") where s."
            + REASON
            + " is null window same as (partition by "
            + names
            + " order by s."
            + LINE
            + ")) update "
            + staging.name()
            + " s set "
            + COLUMN
            + " = ?, "
            + REASON
            + " = 'line ' || later.first || ' has the same' from later where later.n > 1 and s.ctid"
            + " = later.at",
        names(columns));
  }

  /** Rows that exist already. */
  public void conflicts(UniqueKey key) throws SQLException {
    List<FileColumn> columns = staged(key).orElseThrow();
    reject(names(columns), "there is a " + entity + " with this already", taken(columns));
  }

  // The staged rows that exist in the table already, by these columns.
  private String taken(List<FileColumn> columns) {
    return "select s.ctid from "
        + staging.name()
        + " s join "
        + target
        + " r on "
        + equal(columns, quoted(columns))
        + " where s."
        + REASON
        + " is null";
  }

  /** Rows that exist already, but not as the ones that the requested key identifies. */
  public void conflicts(UniqueKey key, UniqueKey chosen) throws SQLException {
    List<FileColumn> columns = staged(key).orElseThrow();
    List<FileColumn> same = staged(chosen).orElseThrow();
    reject(
        names(columns),
        "there is another " + entity + " with this already",
        taken(columns) + " and not coalesce(" + equal(same, quoted(same)) + ", false)");
  }

  /** Rows that do not exist yet, if the file lacks something that a new one needs. */
  public void missing(UniqueKey key, String needed) throws SQLException {
    List<FileColumn> columns = staged(key).orElseThrow();
    reject(
        names(columns),
        "there is no " + entity + " with this, and a new one needs " + needed,
        "select s.ctid from "
            + staging.name()
            + " s where s."
            + REASON
            + " is null and not exists (select from "
            + target
            + " r where "
            + equal(columns, quoted(columns))
            + ")");
  }

  public long rejected() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from " + staging.name() + " where " + REASON + " is not null")) {
      row.next();
      return row.getLong(1);
    }
  }

  private void reject(String column, String reason, String rows) throws SQLException {
    update(
        "with bad as materialized ("
            + rows
            + ") update "
            + staging.name()
            + " s set "
            + COLUMN
            + " = ?, "
            + REASON
            + " = ? from (select distinct ctid as at from bad) b where s.ctid = b.at",
        column,
        reason);
  }

  private void update(String sql, String... values) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        update.setString(i + 1, values[i]);
      }
      update.executeUpdate();
    }
  }

  private Optional<List<FileColumn>> staged(UniqueKey key) {
    List<FileColumn> columns = new ArrayList<>();
    for (String name : key.columns()) {
      staging.columns().stream()
          .filter(column -> column.target().name().equals(name) && column.lookup().isEmpty())
          .findFirst()
          .ifPresent(columns::add);
    }
    return columns.size() == key.columns().size() ? Optional.of(columns) : Optional.empty();
  }

  private static List<String> quoted(List<FileColumn> columns) {
    return columns.stream().map(column -> column.target().quoted()).toList();
  }

  private static String names(List<FileColumn> columns) {
    return columns.stream().map(FileColumn::header).collect(Collectors.joining(", "));
  }

  private static String notNull(List<FileColumn> columns) {
    return columns.stream()
        .map(column -> "s." + column.staged() + " is not null")
        .collect(Collectors.joining(" and "));
  }

  private static String equal(List<FileColumn> columns, List<String> others) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      pairs.add("r." + others.get(i) + " = s." + columns.get(i).staged());
    }
    return String.join(" and ", pairs);
  }
}
