package dev.oneoff.admin.entity;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityDiscriminatorMapping;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.TableDetails;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.sql.model.TableMapping;

/** The tables that an entity is mapped to, and which attribute each column belongs to. */
final class MappedTables {

  /**
   * A table.
   *
   * @param expression its name as written in the mapping
   * @param key the columns that join it to the others
   */
  record Table(String expression, List<String> key, boolean optional) {}

  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final Map<String, Map<String, MappedAttribute>> columns = new HashMap<>();

  private MappedTables() {}

  static MappedTables of(EntityMappingType entity) {
    OwnTables.lacking(entity)
        .ifPresent(
            sentence -> {
              throw AdminException.usage(sentence);
            });
    MappedTables mapped = new MappedTables();
    mapped.add(entity.getIdentifierTableDetails());
    mapped.addTables(entity, false);
    entity.getSubMappingTypes().forEach(below -> mapped.addTables(below, true));
    mapped.addIdentifier(entity);
    EntityDiscriminatorMapping discriminator = entity.getDiscriminatorMapping();
    if (discriminator != null && discriminator.hasPhysicalColumn()) {
      mapped.add("type", discriminator);
    }
    Stream.concat(Stream.of(entity), entity.getSubMappingTypes().stream())
        .forEach(type -> mapped.addAttributes("", type));
    return mapped;
  }

  List<Table> tables() {
    return List.copyOf(tables.values());
  }

  /** By the columns' names in the catalogue. */
  Map<String, MappedAttribute> columns(Table table) {
    return columns.getOrDefault(table.expression(), Map.of());
  }

  private void addTables(EntityMappingType entity, boolean below) {
    for (TableMapping table : OwnTables.of(entity)) {
      tables.putIfAbsent(
          table.getTableName(),
          new Table(table.getTableName(), key(table), below || table.isOptional()));
    }
  }

  private void add(TableDetails table) {
    tables.put(table.getTableName(), new Table(table.getTableName(), key(table), false));
  }

  private static List<String> key(TableDetails table) {
    return table.getKeyDetails().getKeyColumns().stream()
        .map(column -> Identifier.catalogued(column.getColumnName()))
        .toList();
  }

  private void addIdentifier(EntityMappingType entity) {
    EntityIdentifierMapping id = entity.getIdentifierMapping();
    if (id instanceof NonAggregatedIdentifierMapping several) {
      addAttributes("", several.getVirtualIdEmbeddable());
    } else {
      add(id.getAttributeName(), id);
    }
  }

  private void addAttributes(String prefix, ManagedMappingType type) {
    for (AttributeMapping attribute : Declared.attributes(type)) {
      add(prefix + attribute.getAttributeName(), attribute);
    }
  }

  private void add(String path, ModelPart part) {
    if (part instanceof ToOneAttributeMapping toOne) {
      addReference(path, toOne);
    } else if (part instanceof EmbeddableValuedModelPart embedded) {
      EmbeddableMappingType type = embedded.getEmbeddableTypeDescriptor();
      if (type.getAggregateMapping() == null) {
        addAttributes(path + ".", type);
      } else {
        // JSON or a composite type is one column.
        addColumn(path, type.getAggregateMapping(), Optional.empty(), Optional.empty());
      }
    } else if (!(part instanceof PluralAttributeMapping)) {
      part.forEachSelectable(
          (index, column) -> addColumn(path, column, javaType(part), Optional.empty()));
    }
  }

  // A converter's result is not what the column contains.
  private static Optional<Class<?>> javaType(ModelPart part) {
    return part instanceof BasicValuedModelPart basic
            && basic.getJdbcMapping().getValueConverter() == null
        ? Optional.of(basic.getJavaType().getJavaTypeClass())
        : Optional.empty();
  }

  private void addReference(String path, ToOneAttributeMapping toOne) {
    List<SelectableMapping> targets = new ArrayList<>();
    toOne.getForeignKeyDescriptor().visitTargetSelectables((index, column) -> targets.add(column));
    List<String> parts = parts(toOne);
    toOne.forEachSelectable(
        (index, column) ->
            addColumn(
                index < parts.size() ? path + "." + parts.get(index) : path,
                column,
                Optional.empty(),
                Optional.of(
                    new TableColumn.Reference(
                        toOne.getEntityMappingType(),
                        Identifier.catalogued(targets.get(index).getSelectionExpression())))));
  }

  // For a key of several parts, in the order of its columns.
  private static List<String> parts(ToOneAttributeMapping toOne) {
    if (!(toOne.getForeignKeyDescriptor().getKeyPart() instanceof EmbeddableValuedModelPart key)) {
      return List.of();
    }
    EmbeddableMappingType type = key.getEmbeddableTypeDescriptor();
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
      AttributeMapping part = type.getAttributeMapping(i);
      part.forEachSelectable((index, column) -> parts.add(part.getAttributeName()));
    }
    return parts;
  }

  private void addColumn(
      String path,
      SelectableMapping column,
      Optional<Class<?>> javaType,
      Optional<TableColumn.Reference> reference) {
    if (!column.isFormula()) {
      columns
          .computeIfAbsent(column.getContainingTableExpression(), table -> new HashMap<>())
          .merge(
              Identifier.catalogued(column.getSelectionExpression()),
              new MappedAttribute(path, column.isInsertable(), javaType, reference),
              MappedAttribute::with);
    }
  }
}
