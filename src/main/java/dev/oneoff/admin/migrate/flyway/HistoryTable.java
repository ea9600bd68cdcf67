package dev.oneoff.admin.migrate.flyway;

import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.database.lock.Holder;
import dev.oneoff.admin.migrate.ScriptText;
import dev.oneoff.admin.migrate.tool.HeldLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;

/** The table in which Flyway records what ran, and by whose name it locks. */
record HistoryTable(String schema, String name) {

  /** What Flyway adds a name's hash to: "Flyway" in ASCII. */
  private static final long LOCK = 0x466C79776179L;

  static HistoryTable of(FlywaySettings settings, Connection connection) throws SQLException {
    Optional<String> schema = settings.schema();
    return new HistoryTable(
        schema.isPresent() ? schema.get() : Objects.toString(connection.getSchema(), "public"),
        settings.table());
  }

  boolean exists(Connection connection) throws SQLException {
    return asked(
        connection,
        "select exists (select from pg_tables where schemaname = ? and tablename = ?)",
        schema,
        name);
  }

  /** Whether all tables beside it are the toolkit's, which came first. */
  boolean besideToolkitOnly(Connection connection) throws SQLException {
    return asked(
            connection,
            "select exists (select from pg_tables where schemaname = ? and tablename like ?)",
            schema,
            "admin\\_%")
        && !hasOthers(connection);
  }

  /** Whether there is anything in the schema that is not the toolkit's. */
  boolean hasOthers(Connection connection) throws SQLException {
    return asked(
        connection,
        "select exists (select from pg_class c join pg_namespace n on n.oid = relnamespace"
            + " where nspname = ? and relname not like ? and relkind <> 'i' and relkind <> 'I'"
            // Flyway does not count an extension's either.
            + " and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass"
            + " and d.objid = c.oid and d.deptype = 'e'))",
        schema,
        "admin\\_%");
  }

  private static boolean asked(Connection connection, String query, String first, String second)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, first);
      statement.setString(2, second);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Flyway's own lock, if a process holds it: a server that migrates at its start. */
  Optional<HeldLock> lock(Connection connection) throws SQLException {
    return Holder.of(connection, LOCK + quoted().hashCode())
        .map(holder -> HeldLock.by(holder, name));
  }

  private String quoted() {
    return Identifier.quoted(schema, name);
  }

  /** Writes what makes it. */
  void creation(ScriptText script, Connection connection) throws SQLException {
    // For "if not exists" PostgreSQL wants the right to make it even if it is there.
    if (!asked(
        connection,
        "select exists (select from pg_namespace where nspname in (?, ?))",
        schema,
        schema)) {
      script.statement("create schema " + Identifier.quoted(schema));
    }
    script.statement(
        "create table "
            + quoted()
            + " (installed_rank integer not null constraint "
            + Identifier.quoted(name + "_pk")
            + " primary key, version varchar(50), description varchar(200) not null,"
            + " type varchar(20) not null, script varchar(1000) not null, checksum integer,"
            + " installed_by varchar(100) not null, installed_on timestamp not null default now(),"
            + " execution_time integer not null, success boolean not null)");
    script.statement(
        "create index " + Identifier.quoted(name + "_s_idx") + " on " + quoted() + " (success)");
  }

  /** What records a migration. */
  String insertion(MigrationInfo migration) {
    return "insert into "
        + quoted()
        + " (installed_rank, version, description, type, script, checksum, installed_by,"
        + " execution_time, success)\n  select coalesce(max(installed_rank), 0) + 1, "
        + literal(migration.isVersioned() ? migration.getVersion().getVersion() : null)
        + ", "
        + literal(migration.getDescription())
        + ", "
        + literal(migration.getType().name())
        + ", "
        + literal(migration.getScript())
        + ", "
        + migration.getChecksum()
        + ", current_user, 0, true from "
        + quoted();
  }

  private static String literal(@Nullable String text) {
    return text == null ? "null" : "'" + text.replace("'", "''") + "'";
  }
}
