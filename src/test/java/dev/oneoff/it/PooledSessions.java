package dev.oneoff.it;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The sessions behind a PgBouncer, as a neighbour's service uses them: in each one the names that
 * the driver gives to prepared statements are taken, and nothing of anybody else's may be left.
 */
record PooledSessions(PgBouncer pooler, JarPostgres.Database database) {

  private static final int NAMES = 30;

  // What PgBouncer itself keeps as each client has it, and what it prepares under names of its own.
  private static final String LEFT =
      """
      select 'setting ' || name || ' = ' || setting from pg_settings where source = 'session' and name not in
        ('application_name', 'client_encoding', 'DateStyle', 'TimeZone', 'standard_conforming_strings',
        'IntervalStyle')
      union all select 'lock ' || objid from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
      union all select 'temporary table ' || relname from pg_class
        where relnamespace = pg_my_temp_schema() and relkind = 'r'
      union all select 'channel ' || c from pg_listening_channels() c
      union all select 'prepared ' || statement from pg_prepared_statements where statement not like '%neighbour%'
        and name not like 'PGBOUNCER%'
      """;

  /** What is left in them of whoever came before; then the neighbour comes again. */
  List<String> look() throws SQLException {
    List<Connection> all = new ArrayList<>();
    List<String> left = new ArrayList<>();
    try {
      // Each transaction keeps a session, so together they have all.
      for (int i = 0; i < PgBouncer.SESSIONS; i++) {
        Connection connection = pooler.connect(database);
        all.add(connection);
        connection.setAutoCommit(false);
        left.addAll(column(connection, LEFT));
      }
      for (Connection connection : all) {
        occupy(connection);
        connection.commit();
      }
    } finally {
      for (Connection connection : all) {
        connection.close();
      }
    }
    return left;
  }

  private static void occupy(Connection connection) throws SQLException {
    List<String> taken = column(connection, "select name from pg_prepared_statements");
    String prepare =
        IntStream.rangeClosed(1, NAMES)
            .mapToObj(i -> "S_" + i)
            .filter(name -> !taken.contains(name))
            .map(name -> "prepare \"" + name + "\" as select 'neighbour'")
            .collect(Collectors.joining(";"));
    if (!prepare.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(prepare);
      }
    }
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> column = new ArrayList<>();
      while (rows.next()) {
        column.add(rows.getString(1));
      }
      return column;
    }
  }
}
