package dev.oneoff.admin.transfer.export;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.entity.ColumnNames;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.entity.hql.HqlSelect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An HQL query, through the SQL that Hibernate makes of it; so values are as stored in the tables.
 */
final class HqlSource {

  private HqlSource() {}

  static ExportSelect of(
      String hql,
      Map<String, List<String>> parameters,
      boolean unmask,
      Entities entities,
      Connection connection)
      throws SQLException {
    HqlSelect select = HqlSelect.of(hql, parameters, entities, connection);
    String sql =
        new SelectParameters(connection)
            .settle(
                select.sql(),
                select.values().stream().<SelectParameters.Value>map(v -> v::bind).toList());
    List<ColumnDescription> described = ColumnDescription.of(sql, connection);
    if (described.size() != select.columns().size()) {
      throw AdminException.usage(
          "Hibernate reads "
              + described.size()
              + " columns for the "
              + select.columns().size()
              + " that are selected. Select each thing once, or export it with --select.");
    }
    List<String> names =
        ColumnNames.unique(select.columns().stream().map(HqlSelect.Column::name).toList());
    List<OutColumn> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(
          new OutColumn(
              names.get(i),
              described.get(i).type(),
              select.columns().get(i).sensitive() && !unmask));
    }
    return new ExportSelect(sql, columns);
  }
}
