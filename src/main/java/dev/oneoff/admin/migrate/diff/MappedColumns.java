package dev.oneoff.admin.migrate.diff;

import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.entity.OwnTables;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableConsumer;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.sql.model.TableMapping;
import org.hibernate.type.Type;

/**
 * The tables and columns that the service's entities are mapped to, according to the running
 * Hibernate.
 */
@Dependent
@Unremovable
class MappedColumns {

  private final SessionFactoryImplementor factory;
  private final Map<String, Map<String, Column>> tables = new LinkedHashMap<>();

  @Inject
  MappedColumns(Entities entities) {
    this(entities.factory());
  }

  MappedColumns(SessionFactory factory) {
    this.factory = factory.unwrap(SessionFactoryImplementor.class);
  }

  /**
   * A column that an entity needs.
   *
   * @param type as Hibernate would declare it
   */
  record Column(String name, String type, boolean nullable) {}

  /** By table, as written in a statement, and by the column's name in the catalogue. */
  Map<String, Map<String, Column>> byTable() {
    factory.getMappingMetamodel().forEachEntityDescriptor(this::addEntity);
    factory.getMappingMetamodel().forEachCollectionDescriptor(this::addCollection);
    return tables;
  }

  private void addEntity(EntityPersister entity) {
    SelectableConsumer add = (index, column) -> add(column);
    // Of a joined subclass too, whose key is not an attribute.
    for (TableMapping table : OwnTables.of(entity)) {
      table
          .getKeyDetails()
          .forEachKeyColumn(
              (index, key) -> add(table.getTableName(), key.getColumnName(), key, false));
    }
    // A joined subclass is identified by its table, without a column.
    if (entity.getDiscriminatorMapping() != null
        && entity.getDiscriminatorMapping().hasPhysicalColumn()) {
      entity.getDiscriminatorMapping().forEachSelectable(add);
    }
    entity.forEachAttributeMapping(
        attribute -> {
          if (!(attribute instanceof PluralAttributeMapping)) {
            attribute.forEachSelectable(add);
          }
        });
  }

  private void addCollection(CollectionPersister collection) {
    SelectableConsumer add = (index, column) -> add(column);
    PluralAttributeMapping attribute = collection.getAttributeMapping();
    attribute.getKeyDescriptor().visitKeySelectables(add);
    // Hibernate says that a value is never null, but that its table may lack it; an element of
    // another entity has its position in the element's own table, and may have none.
    SelectableConsumer addNullable = (index, column) -> add(column, true);
    if (attribute.getIndexDescriptor() != null) {
      attribute
          .getIndexDescriptor()
          .forEachSelectable(collection.isOneToMany() ? addNullable : add);
    }
    if (collection.isOneToMany()) {
      return;
    }
    attribute
        .getElementDescriptor()
        .forEachSelectable(
            attribute.getElementDescriptor() instanceof EntityCollectionPart ? add : addNullable);
    if (attribute.getIdentifierDescriptor() != null) {
      attribute.getIdentifierDescriptor().forEachSelectable(add);
    }
  }

  private void add(SelectableMapping column) {
    add(column, column.isNullable());
  }

  private void add(SelectableMapping column, boolean nullable) {
    add(column.getContainingTableExpression(), column.getSelectionExpression(), column, nullable);
  }

  private void add(String table, String name, SelectableMapping column, boolean nullable) {
    // A formula, or an entity over a query, has no column to compare.
    if (column.isFormula() || !Identifier.isTable(table)) {
      return;
    }
    String catalogued = Identifier.catalogued(name);
    tables
        .computeIfAbsent(table, t -> new LinkedHashMap<>())
        .merge(
            catalogued,
            new Column(catalogued, type(column), nullable),
            // A key occurs twice, and is never null.
            (a, b) -> a.nullable() ? b : a);
  }

  private String type(SelectableMapping column) {
    if (column.getColumnDefinition() != null) {
      return column
          .getColumnDefinition()
          .replaceFirst("(?i)\\s+(default|not null|null|generated|check|collate|unique)\\b.*", "");
    }
    return factory
        .getTypeConfiguration()
        .getDdlTypeRegistry()
        .getTypeName(
            column.getJdbcMapping().getJdbcType().getDdlTypeCode(),
            column.toSize(),
            (Type) column.getJdbcMapping())
        // A length that the mapping does not specify stays a placeholder.
        .replaceAll("\\([^()]*\\$[^()]*\\)", "");
  }
}
