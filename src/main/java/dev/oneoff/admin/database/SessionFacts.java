package dev.oneoff.admin.database;

import dev.oneoff.admin.database.address.DatabaseLocation;
import dev.oneoff.admin.database.catalogue.ToolkitTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * What a new session is allowed to do, and who decided that: queried after a refusal, to name its
 * cause.
 *
 * @param database and where it is, as in "orders on localhost:5432"
 * @param readOnly what makes its transactions read-only, if anything does
 * @param searchPath as it is set, and by whom
 * @param schemaThere whether a schema in the search path exists for this role
 * @param mayWrite whether the role may write any of the service's tables, or create one
 */
record SessionFacts(
    String role,
    String database,
    boolean standby,
    Optional<Setting> readOnly,
    Setting searchPath,
    boolean schemaThere,
    boolean mayWrite,
    boolean empty) {

  /** In seconds. A server in trouble is not queried for long. */
  private static final int PATIENCE = 5;

  private static final String QUERY =
      """
      select current_user, current_database(), pg_is_in_recovery(), current_schema() is not null,
        current_setting('search_path'),
        (select source from pg_settings where name = 'search_path'),
        current_setting('transaction_read_only') = 'on',
        (select source from pg_settings where name = 'default_transaction_read_only'),
        coalesce(has_schema_privilege(current_schema(), 'create'), false) or exists (
          select from pg_class c where
      """
          + ToolkitTables.NOT_OURS
          + """
                and c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
                and has_table_privilege(c.oid, 'insert, update, delete')),
            not exists (select from pg_class c where c.relkind in ('r', 'p')
              and c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
              and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e'))
          """;

  /**
   * A setting.
   *
   * @param source who set it, in the words of {@code pg_settings}
   */
  record Setting(String name, String value, String source) {

    /** As in "the role 'app' (ALTER ROLE)". */
    String setBy(SessionFacts facts) {
      return switch (source) {
        case "user" -> "the role '" + facts.role + "' (ALTER ROLE … SET)";
        case "database" -> "the database (ALTER DATABASE … SET)";
        case "database user" ->
            "the role '" + facts.role + "' in this database (ALTER ROLE … IN DATABASE … SET)";
        case "global" -> "all roles (ALTER ROLE ALL SET)";
        case "client" -> "this connection, in its address";
        case "default" -> "every session, by PostgreSQL itself";
        case "session" -> "this session";
        default -> "the whole server, in its " + source;
      };
    }
  }

  /** Empty if that cannot be queried. */
  static Optional<SessionFacts> of(DatabaseFailure.Asked asked) {
    try (Connection connection = asked.connect();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(PATIENCE);
      try (ResultSet row = statement.executeQuery(QUERY)) {
        row.next();
        return Optional.of(read(row, connection));
      }
    } catch (SQLException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static SessionFacts read(ResultSet row, Connection connection) throws SQLException {
    String url = connection.getMetaData().getURL();
    String host = new DatabaseLocation(url, Optional.empty(), Optional.empty(), false).host();
    return new SessionFacts(
        row.getString(1),
        row.getString(2) + " on " + host,
        row.getBoolean(3),
        row.getBoolean(7) && !row.getBoolean(3)
            ? Optional.of(new Setting("default_transaction_read_only", "on", row.getString(8)))
            : Optional.empty(),
        new Setting("search_path", row.getString(5), row.getString(6)),
        row.getBoolean(4),
        row.getBoolean(9),
        row.getBoolean(10));
  }

  /** Why the role cannot write here at all, and what to do; empty if it can. */
  Optional<String> cannotWrite() {
    if (standby) {
      return Optional.of(
          database
              + " is a standby, which is read-only. Write to its primary; with several hosts in"
              + " DATABASE_URL, target_session_attrs=read-write finds it.");
    }
    if (readOnly.isPresent()) {
      Setting setting = readOnly.get();
      return Optional.of(
          database
              + " is read-only for "
              + setting.setBy(this)
              + ": "
              + setting.name()
              + " is on. Write as a role that this does not apply to, or have it reset.");
    }
    return mayWrite
        ? Optional.empty()
        : Optional.of(
            "The role '"
                + role
                + "' may not write to any table in "
                + database
                + ". Have it granted, or write as a role that has it.");
  }
}
