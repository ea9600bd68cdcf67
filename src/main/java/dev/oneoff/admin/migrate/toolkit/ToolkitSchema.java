package dev.oneoff.admin.migrate.toolkit;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.database.ServerSettings;
import dev.oneoff.admin.migrate.ScriptText;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import dev.oneoff.admin.migrate.changeset.Patience;
import dev.oneoff.admin.migrate.plan.MigrationPlan;
import dev.oneoff.admin.migrate.plan.StatementText;
import dev.oneoff.admin.migrate.tool.Applying;
import dev.oneoff.admin.migrate.tool.FailedChangeset;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The toolkit's own tables: which of its changesets have run, and how to run the others. */
public final class ToolkitSchema {

  /** The name of the table that records them, which all services in a schema share. */
  public static final String TABLE = ToolkitRecord.NAME;

  private static final String SCHEMA = "quarkus.liquibase.default-schema-name";
  private static final String SCHEMA_OF_RECORDS = "quarkus.liquibase.liquibase-schema-name";

  private final Optional<String> schema;
  private final Optional<String> schemaOfRecords;
  private final List<ToolkitChangeset> all = ToolkitChangeset.all();

  /** In the schema that the settings name, where they name one. */
  public ToolkitSchema(Settings settings) {
    this.schema = settings.text(SCHEMA);
    this.schemaOfRecords = settings.text(SCHEMA_OF_RECORDS).map(ToolkitSchema::unlessMixed);
  }

  /** Where its tables are, and the service's, as it was written; nothing for the session's own. */
  public Optional<String> schema() {
    return schema;
  }

  // The catalogue's name: Liquibase made them in earlier releases, which converts this setting.
  private Optional<String> lowerCaseSchema() {
    return schema.map(name -> name.toLowerCase(Locale.ROOT));
  }

  // The other setting it quotes if its letters are of both cases.
  private static String unlessMixed(String name) {
    return name.equals(name.toUpperCase(Locale.ROOT)) ? name.toLowerCase(Locale.ROOT) : name;
  }

  // With its schema: another service's may be further along the search path.
  private ToolkitRecord records(Connection connection) throws SQLException {
    return new ToolkitRecord(
        schemaOfRecords
            .or(this::lowerCaseSchema)
            .or(() -> currentSchema(connection))
            .map(name -> Identifier.quoted(name, TABLE))
            .orElse(TABLE));
  }

  private static Optional<String> currentSchema(Connection connection) {
    try {
      return Optional.ofNullable(connection.getSchema());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every changeset in the order it runs, followed by the ones that only the database knows. */
  public List<ChangesetStatus> statuses(Connection connection) throws SQLException {
    List<ChangesetStatus> unknown = records(connection).read(connection);
    List<ChangesetStatus> statuses = new ArrayList<>();
    for (ToolkitChangeset changeset : all) {
      Optional<ChangesetStatus> ran =
          unknown.stream().filter(row -> of(row, changeset)).findFirst();
      ran.ifPresent(unknown::remove);
      statuses.add(changeset.status(ran.flatMap(ChangesetStatus::appliedAt)));
    }
    statuses.addAll(unknown);
    return statuses;
  }

  private static boolean of(ChangesetStatus row, ToolkitChangeset changeset) {
    return row.id().equals(changeset.id())
        && row.author().equals(changeset.author())
        && row.file().equals(ToolkitChangeset.FILE);
  }

  /** Those that have not run. */
  public List<ChangesetStatus> pending(Connection connection) throws SQLException {
    return due(connection).stream().map(changeset -> changeset.status(Optional.empty())).toList();
  }

  /** The same with their SQL. */
  public List<MigrationPlan.Pending> pendingChanges(Connection connection) throws SQLException {
    return due(connection).stream()
        .map(
            changeset ->
                new MigrationPlan.Pending(
                    changeset.status(Optional.empty()), List.of(changeset.sql())))
        .toList();
  }

  private List<ToolkitChangeset> due(Connection connection) throws SQLException {
    List<ChangesetStatus> ran = records(connection).read(connection);
    return all.stream()
        .filter(changeset -> ran.stream().noneMatch(row -> of(row, changeset)))
        .toList();
  }

  /**
   * Runs what is pending.
   *
   * @return how many changesets ran
   */
  public int apply(DataSource connections, Applying applying) throws Exception {
    try (Connection connection = connections.getConnection()) {
      List<ToolkitChangeset> due = due(connection);
      if (!due.isEmpty()) {
        connection.setAutoCommit(false);
      }
      for (ToolkitChangeset changeset : due) {
        applying.patience().anew();
        applying.say().accept("Applying " + changeset.name() + " …");
        apply(changeset, connection, applying);
      }
      return due.size();
    }
  }

  // As often as it has to give way to others.
  private void apply(ToolkitChangeset changeset, Connection connection, Applying applying)
      throws Exception {
    while (true) {
      applying.checkpoint().run();
      try {
        run(changeset, connection, applying.patience());
        connection.commit();
        return;
      } catch (SQLException e) {
        rollBack(connection, e);
        if (!applying.patience().again(e, "The changeset " + changeset.name())) {
          throw new FailedChangeset(changeset.name(), FailedChangeset.NOTHING_LEFT)
              .explain(e, applying.patience(), applying.say());
        }
      }
    }
  }

  private void run(ToolkitChangeset changeset, Connection connection, Patience patience)
      throws SQLException {
    ToolkitRecord records = records(connection);
    if (schema.isPresent()) {
      ServerSettings.ofTransaction(connection, Map.of("search_path", path(connection)));
    }
    patience.inTransaction(connection, StatementText.statements(changeset.sql()));
    try (Statement statement = connection.createStatement()) {
      if (!records.exists(connection)) {
        statement.execute(records.creation());
      }
      statement.execute(changeset.sql());
      statement.execute(records.insertion(changeset));
    }
  }

  private String path(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show search_path")) {
      row.next();
      return lowerCaseSchema().map(name -> Identifier.quoted(name) + ", ").orElse("")
          + row.getString(1);
    }
  }

  // The connection may be what failed.
  private static void rollBack(Connection connection, SQLException failure) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  /** Writes what is pending into a script for psql. */
  public void script(Connection connection, ScriptText script) throws SQLException {
    List<ToolkitChangeset> due = due(connection);
    if (due.isEmpty()) {
      return;
    }
    ToolkitRecord records = records(connection);
    script.searchPath(path(connection));
    if (!records.exists(connection)) {
      script.statement(records.creation());
    }
    for (ToolkitChangeset changeset : due) {
      script.begin(ToolkitChangeset.FILE + "::" + changeset.id() + "::" + changeset.author(), true);
      for (StatementText statement : StatementText.statements(changeset.sql())) {
        script.statement(statement.text());
      }
      script.statement(records.insertion(changeset));
      script.end(true);
    }
  }
}
