package dev.oneoff.admin.entity;

import dev.oneoff.admin.database.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.sql.model.TableMapping;

/** The tables that Hibernate writes an entity's rows to. */
public final class OwnTables {

  private OwnTables() {}

  /** Of a joined subclass its own and those above it. */
  public static List<TableMapping> of(EntityMappingType entity) {
    List<TableMapping> tables = new ArrayList<>();
    if (entity.getEntityPersister() instanceof AbstractEntityPersister persister) {
      persister.forEachMutableTable(tables::add);
    }
    return tables;
  }

  /** Why an entity's rows are not in a table of its own, in a sentence; empty if they are. */
  public static Optional<String> lacking(EntityMappingType entity) {
    if (!Identifier.isTable(entity.getIdentifierTableDetails().getTableName())) {
      return Optional.of(
          entity.getImportedName() + " is read from a query and has no table of its own.");
    }
    if (entity.getEntityPersister() instanceof UnionSubclassEntityPersister
        && entity.hasSubclasses()) {
      return Optional.of(
          "Each entity that extends "
              + entity.getImportedName()
              + " has a table of its own. Name one of them.");
    }
    return Optional.empty();
  }
}
