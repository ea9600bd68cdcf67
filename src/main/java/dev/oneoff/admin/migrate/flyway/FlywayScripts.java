package dev.oneoff.admin.migrate.flyway;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;

/**
 * The statements of the migrations that are files, as Flyway reads them. It shows its reader of
 * files to whoever finds migrations for it; this one finds none.
 */
final class FlywayScripts implements MigrationResolver {

  private static final String DATA_FOLLOWS = "\\.";

  private final Map<String, SqlScript> scripts = new HashMap<>();

  @Override
  public Collection<ResolvedMigration> resolveMigrations(Context context) {
    Configuration configuration = context.configuration;
    for (String prefix :
        List.of(
            configuration.getSqlMigrationPrefix(),
            configuration.getRepeatableSqlMigrationPrefix())) {
      for (LoadableResource file :
          context.resourceProvider.getResources(prefix, configuration.getSqlMigrationSuffixes())) {
        scripts.computeIfAbsent(
            file.getRelativePath(),
            path ->
                context.sqlScriptFactory.createSqlScript(
                    file, configuration.isMixed(), context.resourceProvider));
      }
    }
    return List.of();
  }

  private Optional<SqlScript> of(MigrationInfo migration) {
    return Optional.ofNullable(scripts.get(migration.getScript()));
  }

  /** Whether it is code. */
  boolean code(MigrationInfo migration) {
    return of(migration).isEmpty();
  }

  /**
   * Whether all of it takes effect, or nothing; code is in a transaction unless it says otherwise.
   */
  boolean inTransaction(MigrationInfo migration) {
    return of(migration).map(SqlScript::executeInTransaction).orElse(true);
  }

  /** Whether there are rows between its statements, which JDBC sends in its own way. */
  boolean copiesData(MigrationInfo migration) {
    return parsed(migration).stream()
        .anyMatch(statement -> DATA_FOLLOWS.equals(statement.getDelimiter()));
  }

  /** None for code. */
  List<String> statements(MigrationInfo migration) {
    return parsed(migration).stream().map(SqlStatement::getSql).toList();
  }

  private List<SqlStatement> parsed(MigrationInfo migration) {
    List<SqlStatement> statements = new ArrayList<>();
    if (code(migration)) {
      return statements;
    }
    try (SqlStatementIterator each = of(migration).orElseThrow().getSqlStatements()) {
      while (each.hasNext()) {
        statements.add(each.next());
      }
    }
    return statements;
  }
}
