package dev.oneoff.admin.entity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.jspecify.annotations.Nullable;

/**
 * The columns in which part of the model is printed: an entity by its attributes, an embedded value
 * by its own, one entity within another by its identifier. Nothing is loaded for them, so there are
 * no collections.
 */
public final class EntityColumns {

  private final Map<String, Column> columns = new LinkedHashMap<>();

  private EntityColumns() {}

  /**
   * Of an entity and its subclasses, which leave columns empty that they do not have.
   *
   * @param prefix before each name: {@code o.}
   */
  public static List<Column> of(EntityMappingType entity, String prefix) {
    EntityColumns columns = new EntityColumns();
    columns.addIdentifier(prefix, entity);
    if (entity.hasSubclasses()) {
      columns.add(prefix + "type", false, value -> concrete(entity, value).getImportedName());
    }
    Stream.concat(Stream.of(entity), entity.getSubMappingTypes().stream())
        .forEach(type -> columns.addAttributes(prefix, type));
    return List.copyOf(columns.columns.values());
  }

  /** Of an embedded value. */
  public static List<Column> of(
      EmbeddableMappingType embeddable, String prefix, boolean sensitive) {
    EntityColumns columns = new EntityColumns();
    columns.addEmbedded(prefix, embeddable, sensitive, UnaryOperator.identity());
    return List.copyOf(columns.columns.values());
  }

  private void addIdentifier(String prefix, EntityMappingType entity) {
    EntityIdentifierMapping id = entity.getIdentifierMapping();
    if (id instanceof NonAggregatedIdentifierMapping several) {
      // Its parts are attributes of the entity itself.
      addEmbedded(prefix, several.getVirtualIdEmbeddable(), false, Hibernate::unproxy);
    } else if (id instanceof EmbeddableValuedModelPart embedded) {
      addEmbedded(
          prefix + id.getAttributeName() + ".",
          embedded.getEmbeddableTypeDescriptor(),
          SensitiveMapping.identifier(entity),
          value -> id.getIdentifier(Hibernate.unproxy(value)));
    } else {
      add(
          prefix + id.getAttributeName(),
          SensitiveMapping.identifier(entity),
          EntityId.of(entity)::plain);
    }
  }

  private void addAttributes(String prefix, EntityMappingType entity) {
    for (AttributeMapping attribute : Declared.attributes(entity)) {
      String name = attribute.getAttributeName();
      add(
          prefix + name,
          attribute,
          SensitiveMapping.attribute(entity, attribute),
          value -> {
            AttributeMapping own =
                concrete(entity.getRootEntityDescriptor(), value).findAttributeMapping(name);
            return own == null ? null : own.getValue(Hibernate.unproxy(value));
          });
    }
  }

  /** The actual type of an entity, which may be a subclass of the requested one. */
  public static EntityMappingType concrete(EntityMappingType entity, Object value) {
    return entity
        .getEntityPersister()
        .getSubclassEntityPersister(
            Hibernate.unproxy(value), entity.getEntityPersister().getFactory());
  }

  private void add(
      String name,
      AttributeMapping attribute,
      boolean sensitive,
      UnaryOperator<@Nullable Object> reading) {
    if (attribute instanceof PluralAttributeMapping) {
      return;
    }
    if (attribute instanceof EntityValuedModelPart toOne) {
      EntityId id = EntityId.of(toOne.getEntityMappingType());
      add(
          name,
          sensitive || SensitiveMapping.identifier(toOne.getEntityMappingType()),
          then(reading, id::plain));
    } else if (attribute instanceof EmbeddableValuedModelPart embedded) {
      addEmbedded(name + ".", embedded.getEmbeddableTypeDescriptor(), sensitive, reading);
    } else {
      add(name, sensitive, reading);
    }
  }

  private void addEmbedded(
      String prefix,
      EmbeddableMappingType embeddable,
      boolean sensitive,
      UnaryOperator<@Nullable Object> reading) {
    for (AttributeMapping part : Declared.attributes(embeddable)) {
      add(
          prefix + part.getAttributeName(),
          part,
          sensitive || SensitiveMapping.attribute(embeddable, part),
          then(reading, part::getValue));
    }
  }

  private static UnaryOperator<@Nullable Object> then(
      UnaryOperator<@Nullable Object> first, UnaryOperator<@Nullable Object> second) {
    return value -> {
      Object read = first.apply(value);
      return read == null ? null : second.apply(read);
    };
  }

  // A name shared by several subclasses is one column.
  private void add(String name, boolean sensitive, UnaryOperator<@Nullable Object> reading) {
    columns.merge(
        name,
        new Column(name, sensitive, reading),
        (a, b) -> new Column(name, a.sensitive() || b.sensitive(), a.reading()));
  }
}
