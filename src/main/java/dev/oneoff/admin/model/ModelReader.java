package dev.oneoff.admin.model;

import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.database.catalogue.TableFacts;
import dev.oneoff.admin.entity.Declared;
import dev.oneoff.admin.entity.SensitiveMapping;
import dev.oneoff.admin.model.Model.Attribute;
import dev.oneoff.admin.model.Model.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.jspecify.annotations.Nullable;

/** Describes an entity: from Hibernate's mapping, and its table from the catalogue. */
final class ModelReader {

  private final TableFacts facts;
  private final Map<String, Map<String, TableFacts.Column>> columns = new HashMap<>();

  ModelReader(Connection connection) {
    this.facts = new TableFacts(connection);
  }

  /** What a list shows of it: nothing about its attributes. */
  Model summary(EntityMappingType entity) throws SQLException {
    return model(entity, List.of(), List.of(), List.of(), List.of());
  }

  Model whole(EntityMappingType entity) throws SQLException {
    String table = table(entity);
    List<Attribute> attributes = new ArrayList<>();
    List<Relation> relations = new ArrayList<>();
    collect(entity, attributes, relations);
    return model(entity, attributes, relations, facts.constraints(table), facts.indexes(table));
  }

  private Model model(
      EntityMappingType entity,
      List<Attribute> attributes,
      List<Relation> relations,
      List<TableFacts.Rule> constraints,
      List<TableFacts.Rule> indexes)
      throws SQLException {
    Optional<TableFacts.Table> table = facts.table(table(entity));
    return new Model(
        entity.getImportedName(),
        entity.getEntityName(),
        table(entity),
        table.isPresent(),
        table.map(TableFacts.Table::rows).orElse(OptionalLong.empty()),
        table.map(TableFacts.Table::bytes).orElse(0L),
        table.map(TableFacts.Table::readable).orElse(false),
        attributes,
        relations,
        constraints,
        indexes);
  }

  private static String table(EntityMappingType entity) {
    return entity.getMappedTableDetails().getTableName();
  }

  private void collect(
      EntityMappingType entity, List<Attribute> attributes, List<Relation> relations)
      throws SQLException {
    EntityIdentifierMapping id = entity.getIdentifierMapping();
    if (id instanceof NonAggregatedIdentifierMapping several) {
      for (AttributeMapping part : Declared.attributes(several.getVirtualIdEmbeddable())) {
        add("", part, true, false, entity, attributes, relations);
      }
    } else {
      add("", id, true, false, entity, attributes, relations);
    }
    for (AttributeMapping attribute : Declared.attributes(entity)) {
      add("", attribute, false, false, entity, attributes, relations);
    }
  }

  private void add(
      String prefix,
      ModelPart part,
      boolean key,
      boolean sensitive,
      ManagedMappingType owner,
      List<Attribute> attributes,
      List<Relation> relations)
      throws SQLException {
    // An identifier's own name differs from the attribute's.
    String own =
        part instanceof EntityIdentifierMapping id ? id.getAttributeName() : part.getPartName();
    String name = prefix + own;
    boolean masked = sensitive || SensitiveMapping.attribute(owner, part);
    if (part instanceof PluralAttributeMapping || part instanceof EntityValuedModelPart) {
      relations.add(asInTable(Associations.of(name, part), part));
    } else if (part instanceof EmbeddableValuedModelPart embedded) {
      EmbeddableMappingType type = embedded.getEmbeddableTypeDescriptor();
      for (AttributeMapping each : Declared.attributes(type)) {
        add(name + ".", each, key, masked, type, attributes, relations);
      }
    } else {
      attributes.add(attribute(name, part, key, masked));
    }
  }

  // Mappings often leave unsaid what the table says.
  private Relation asInTable(Relation relation, ModelPart part) throws SQLException {
    if (!relation.owned() || !(part instanceof ToOneAttributeMapping one)) {
      return relation;
    }
    Map<String, TableFacts.Column> table = columnsOf(one.getContainingTableExpression());
    boolean nullable =
        relation.columns().stream()
            .map(table::get)
            .anyMatch(column -> column == null || column.nullable());
    return relation.orNothing(nullable);
  }

  private Attribute attribute(String name, ModelPart part, boolean key, boolean sensitive)
      throws SQLException {
    @Nullable SelectableMapping column = part.asBasicValuedModelPart();
    if (column == null || column.isFormula()) {
      return new Attribute(name, null, javaType(part), Optional.empty(), key, true, sensitive);
    }
    String catalogued = Identifier.catalogued(column.getSelectionExpression());
    Optional<TableFacts.Column> found =
        Optional.ofNullable(columnsOf(column.getContainingTableExpression()).get(catalogued));
    return new Attribute(
        name,
        catalogued,
        javaType(part),
        found.map(TableFacts.Column::type),
        key,
        found.map(TableFacts.Column::nullable).orElse(column.isNullable()),
        sensitive);
  }

  private static String javaType(ModelPart part) {
    return part.getJavaType().getJavaTypeClass().getSimpleName();
  }

  private Map<String, TableFacts.Column> columnsOf(String table) throws SQLException {
    Map<String, TableFacts.Column> known = columns.get(table);
    if (known == null) {
      known = facts.columns(table);
      columns.put(table, known);
    }
    return known;
  }
}
