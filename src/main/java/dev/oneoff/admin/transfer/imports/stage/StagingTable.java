package dev.oneoff.admin.transfer.imports.stage;

import dev.oneoff.admin.transfer.imports.FileColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a file's rows are before they are loaded: with the target's column types, the line of each
 * and, if a row cannot be imported, the reason. Unlogged: after a crash of PostgreSQL it is empty,
 * which its row count reveals.
 *
 * @param name as written in a statement
 * @param temporary whether it ends with the session
 */
public record StagingTable(String name, boolean temporary, List<FileColumn> columns) {

  /** The row's line in the file. */
  public static final String LINE = "oneoff_line";

  /** For a row that cannot be imported: the column that is to blame, if one is. */
  public static final String COLUMN = "oneoff_column";

  /** For a row that cannot be imported: the reason. */
  public static final String REASON = "oneoff_reason";

  private static final String PREFIX = "admin_import_";

  /** The table of a run. */
  public static StagingTable of(long run, List<FileColumn> columns) {
    return new StagingTable(PREFIX + run, false, columns);
  }

  /** One that leaves no trace. */
  public static StagingTable temporary(List<FileColumn> columns) {
    return new StagingTable("pg_temp." + PREFIX + "dry", true, columns);
  }

  public void create(Connection connection) throws SQLException {
    String rows =
        columns.stream()
            .map(column -> ", " + column.staged() + " " + column.type())
            .collect(Collectors.joining());
    execute(
        connection,
        "create "
            + (temporary ? "" : "unlogged ")
            + "table "
            + name
            + " ("
            + LINE
            + " bigint not null, "
            + COLUMN
            + " text, "
            + REASON
            + " text"
            + rows
            + ") with (autovacuum_enabled = false)");
  }

  /** By COPY, with line, column and reason first. */
  String copy() {
    return "copy "
        + name
        + " ("
        + LINE
        + ", "
        + COLUMN
        + ", "
        + REASON
        + columns.stream().map(column -> ", " + column.staged()).collect(Collectors.joining())
        + ") from stdin";
  }

  /**
   * So that a batch is found by its lines; rows are stored in line order, so a small index will do.
   */
  void index(Connection connection) throws SQLException {
    execute(
        connection,
        "create index on " + name + " using brin (" + LINE + ") with (pages_per_range = 16)");
    execute(connection, "analyze " + name);
  }

  public void drop(Connection connection) throws SQLException {
    execute(connection, "drop table if exists " + name);
  }

  /** Drops those of runs that will not be resumed. */
  public static void dropStale(Connection connection) throws SQLException {
    List<String> stale = new ArrayList<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                """
                select c.oid::regclass::text from pg_class c
                where c.relkind = 'r' and c.relpersistence = 'u' and c.relname ~ '^admin_import_[0-9]+$'
                  and c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
                  and not exists (select from admin_run r where r.id = substr(c.relname, 14)::bigint
                    and r.status in ('RUNNING', 'PAUSED', 'INTERRUPTED', 'FAILED'))
                """);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        stale.add(rows.getString(1));
      }
    }
    for (String name : stale) {
      execute(connection, "drop table if exists " + name);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
