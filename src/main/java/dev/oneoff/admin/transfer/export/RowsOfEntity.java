package dev.oneoff.admin.transfer.export;

import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.entity.ColumnNames;
import dev.oneoff.admin.entity.EntityTable;
import dev.oneoff.admin.entity.TableColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.metamodel.mapping.EntityMappingType;

/**
 * An entity's rows as stored in its tables, in the order in which PostgreSQL finds them. Columns
 * computed by the table are left out.
 */
final class RowsOfEntity {

  private RowsOfEntity() {}

  static ExportSelect of(EntityMappingType entity, boolean unmask, Connection connection)
      throws SQLException {
    EntityTable table = EntityTable.of(entity, connection);
    List<TableColumn> columns =
        table.columns().stream()
            .filter(column -> column.making() != TableColumn.Making.GENERATED)
            .toList();
    List<String> names = columns.stream().map(TableColumn::name).toList();
    String sql =
        "select "
            + columns.stream()
                .map(column -> alias(table, column) + "." + column.quoted())
                .collect(Collectors.joining(", "))
            + from(table)
            + table.condition().map(condition -> " where " + condition).orElse("");
    List<ColumnDescription> described = ColumnDescription.of(sql, connection);
    List<OutColumn> out = new ArrayList<>();
    List<String> unique = ColumnNames.unique(names);
    for (int i = 0; i < columns.size(); i++) {
      out.add(
          new OutColumn(
              unique.get(i), described.get(i).type(), columns.get(i).sensitive() && !unmask));
    }
    return new ExportSelect(sql, out);
  }

  private static String from(EntityTable table) {
    StringBuilder from = new StringBuilder(" from " + table.name() + " as t0");
    for (int i = 1; i < table.parts().size(); i++) {
      EntityTable.Part part = table.parts().get(i);
      String alias = "t" + i;
      from.append(part.optional() ? " left join " : " join ")
          .append(part.name())
          .append(" as ")
          .append(alias)
          .append(" on ")
          .append(
              IntStream.range(0, part.key().size())
                  .mapToObj(
                      k ->
                          "t0."
                              + Identifier.quoted(table.key().get(k))
                              + " = "
                              + alias
                              + "."
                              + Identifier.quoted(part.key().get(k)))
                  .collect(Collectors.joining(" and ")));
    }
    return from.toString();
  }

  private static String alias(EntityTable table, TableColumn column) {
    List<String> names = table.parts().stream().map(EntityTable.Part::name).toList();
    return "t" + names.indexOf(column.table());
  }
}
