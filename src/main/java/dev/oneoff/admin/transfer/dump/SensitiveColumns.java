package dev.oneoff.admin.transfer.dump;

import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.origin.ReferringColumns;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.entity.EntityTable;
import dev.oneoff.admin.entity.OwnTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.persister.collection.CollectionPersister;

/** The mapped tables, and which of a table's columns are masked. */
final class SensitiveColumns {

  private final Masking masking;
  private final Set<String> tables = new LinkedHashSet<>();

  private SensitiveColumns(Masking masking) {
    this.masking = masking;
  }

  static SensitiveColumns of(Entities entities, boolean unmask, Connection connection)
      throws SQLException {
    SensitiveColumns columns =
        new SensitiveColumns(
            unmask ? Masking.NONE : ReferringColumns.with(entities.masking(), connection));
    if (!entities.present()) {
      return columns;
    }
    for (EntityMappingType entity : entities.all()) {
      if (OwnTables.lacking(entity).isEmpty()) {
        EntityTable.of(entity, connection).parts().forEach(part -> columns.tables.add(part.name()));
      }
    }
    List<CollectionPersister> collections = new ArrayList<>();
    entities.factory().getMappingMetamodel().forEachCollectionDescriptor(collections::add);
    for (CollectionPersister collection : collections) {
      String table = collection.getAttributeMapping().getSeparateCollectionTable();
      if (table != null) {
        columns.tables.add(table);
      }
    }
    return columns;
  }

  /** The tables of entities and their collections, as written in the mapping. */
  Set<String> tables() {
    return tables;
  }

  /** The masked columns of a table. */
  Set<String> of(ServiceTables.Table table) {
    Set<String> masked = new TreeSet<>();
    table.columns().stream()
        .filter(column -> masking.masks(table.name(), column))
        .forEach(masked::add);
    return masked;
  }
}
