package dev.oneoff.admin.transfer.export;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.origin.ColumnOrigins;
import dev.oneoff.admin.database.origin.Mask;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.origin.Selecting;
import dev.oneoff.admin.database.session.SqlFailure;
import dev.oneoff.admin.database.statement.Placeholders;
import dev.oneoff.admin.database.statement.ReadOnlyRules;
import dev.oneoff.admin.database.statement.SqlStatement;
import dev.oneoff.admin.entity.ColumnNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** An SQL select; those of its columns that are plain sensitive columns are masked. */
final class SqlSource {

  // SHOW and EXPLAIN read too, but nothing can select from them.
  private static final Set<String> SELECTS = Set.of("SELECT", "WITH", "VALUES", "TABLE");

  static final String ONLY_READS = "An export only reads; 'sql --write' writes.";

  private SqlSource() {}

  static ExportSelect of(
      String text,
      Map<String, String> parameters,
      Masking masking,
      Function<SqlStatement, SqlFailure> failures,
      Connection connection) {
    SqlStatement statement = SqlStatement.of(text.strip().replaceFirst(";$", ""));
    ReadOnlyRules.requireReadable(statement, () -> ONLY_READS);
    if (!SELECTS.contains(statement.verb())) {
      throw AdminException.usage(
          "What can be exported begins with SELECT, WITH, VALUES or TABLE, not with "
              + statement.verb()
              + ".");
    }
    SqlStatement.requireAsked(List.of(statement), parameters);
    try {
      return selected(statement, parameters, masking, connection);
    } catch (SQLException e) {
      throw failures.apply(statement).explain(e, () -> ONLY_READS);
    }
  }

  private static ExportSelect selected(
      SqlStatement statement,
      Map<String, String> parameters,
      Masking masking,
      Connection connection)
      throws SQLException {
    SqlStatement.Bound bound = statement.bind(parameters);
    List<SelectParameters.Value> values =
        bound.parameters().stream()
            .<SelectParameters.Value>map(
                // Of whatever type PostgreSQL infers for its position.
                name -> (query, index) -> query.setObject(index, parameters.get(name), Types.OTHER))
            .toList();
    String sql = new SelectParameters(connection).settle(bound.sql(), values);
    List<ColumnDescription> described = ColumnDescription.of(sql, connection);
    if (described.isEmpty()) {
      throw AdminException.usage("This selects no columns.");
    }
    List<String> names =
        ColumnNames.unique(described.stream().map(ColumnDescription::name).toList());
    List<Mask> masks =
        new ColumnOrigins(masking)
            .of(
                described.stream().map(ColumnDescription::origin).toList(),
                new Selecting(Placeholders.escape(sql), statement.verb(), List.of()),
                connection);
    List<OutColumn> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(new OutColumn(names.get(i), described.get(i).type(), masks.get(i) != Mask.NONE));
    }
    return new ExportSelect(sql, columns);
  }
}
