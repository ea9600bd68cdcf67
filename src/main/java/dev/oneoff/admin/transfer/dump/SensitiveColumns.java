package dev.oneoff.admin.transfer.dump;

import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.database.session.SensitiveFields;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.entity.EntityColumns;
import dev.oneoff.admin.entity.EntityTable;
import dev.oneoff.admin.entity.TableColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;

/** Which columns of which tables are masked, by the mapping and by the list of the build. */
final class SensitiveColumns {

  private final SensitiveFields fields = SensitiveFields.read();
  // By the table, as PostgreSQL writes it.
  private final Map<String, Set<String>> mapped = new HashMap<>();
  private final Set<String> tables = new LinkedHashSet<>();

  private SensitiveColumns() {}

  static SensitiveColumns of(Entities entities, Connection connection) throws SQLException {
    SensitiveColumns columns = new SensitiveColumns();
    for (EntityMappingType entity : entities.all()) {
      boolean hasTable =
          Identifier.isTable(entity.getIdentifierTableDetails().getTableName())
              && !(entity.getEntityPersister() instanceof UnionSubclassEntityPersister
                  && entity.hasSubclasses());
      if (hasTable) {
        EntityTable table = EntityTable.of(entity, connection);
        table.parts().forEach(part -> columns.tables.add(part.name()));
        for (EntityTable.Part part : table.parts()) {
          String name = canonical(part.name(), connection);
          part.columns().stream()
              .filter(TableColumn::sensitive)
              .forEach(column -> columns.add(name, column.name()));
        }
      }
    }
    List<CollectionPersister> collections = new ArrayList<>();
    entities.factory().getMappingMetamodel().forEachCollectionDescriptor(collections::add);
    for (CollectionPersister collection : collections) {
      columns.addCollection(collection.getAttributeMapping(), connection);
    }
    return columns;
  }

  // What a sensitive collection holds, where that is in a table of its own.
  private void addCollection(PluralAttributeMapping attribute, Connection connection)
      throws SQLException {
    String table = attribute.getSeparateCollectionTable();
    if (table == null) {
      return;
    }
    tables.add(table);
    if (EntityColumns.sensitive(
        attribute.getCollectionDescriptor().getOwnerEntityPersister(),
        attribute.getAttributeName())) {
      String name = canonical(table, connection);
      attribute
          .getElementDescriptor()
          .forEachSelectable(
              (i, column) -> add(name, Identifier.catalogued(column.getSelectionExpression())));
    }
  }

  private void add(String table, String column) {
    mapped.computeIfAbsent(table, t -> new HashSet<>()).add(column);
  }

  private static String canonical(String expression, Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select relnamespace::regnamespace || '.' || quote_ident(relname) from pg_class where"
                + " oid = to_regclass(?)")) {
      query.setString(1, expression);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getString(1) : expression;
      }
    }
  }

  /** The tables that entities and their collections stand in, as the mapping writes them. */
  Set<String> tables() {
    return tables;
  }

  /** Those of a table that are masked. */
  Set<String> of(ServiceTables.Table table, Connection connection) throws SQLException {
    Set<String> masked =
        new HashSet<>(mapped.getOrDefault(canonical(table.quoted(), connection), Set.of()));
    table.columns().stream()
        .filter(column -> fields.column(table.name(), column))
        .forEach(masked::add);
    return masked;
  }
}
