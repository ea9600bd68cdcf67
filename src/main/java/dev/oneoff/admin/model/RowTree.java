package dev.oneoff.admin.model;

import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.entity.Column;
import dev.oneoff.admin.entity.Declared;
import dev.oneoff.admin.entity.EntityColumns;
import dev.oneoff.admin.entity.EntityId;
import dev.oneoff.admin.entity.PlainValue;
import dev.oneoff.admin.entity.SensitiveMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.CollectionPart;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.jspecify.annotations.Nullable;

/**
 * A row's attributes, and those of its associated rows. If there are many, only the first {@value
 * #SHOWN} are read.
 */
final class RowTree {

  private static final int SHOWN = 10;

  private final StatelessSession session;
  private final EntityMappingType entity;
  private final List<Object> key;
  private final boolean unmask;

  RowTree(StatelessSession session, EntityMappingType entity, List<Object> key, boolean unmask) {
    this.session = session;
    this.entity = entity;
    this.key = key;
    this.unmask = unmask;
  }

  Map<String, @Nullable Object> of(Object row) {
    EntityMappingType concrete = EntityColumns.concrete(entity, row);
    Map<String, @Nullable Object> tree = values(concrete, row);
    for (AttributeMapping attribute : Declared.attributes(concrete)) {
      String name = attribute.getAttributeName();
      boolean masked = SensitiveMapping.attribute(concrete, attribute) && !unmask;
      if (attribute instanceof PluralAttributeMapping several) {
        tree.put(
            name, masked ? Sensitive.MASK : many(concrete, name, several.getElementDescriptor()));
      } else if (attribute instanceof EntityValuedModelPart one
          && !masked
          && tree.get(name) != null) {
        tree.put(name, one(concrete, name, one.getEntityMappingType()));
      }
    }
    return tree;
  }

  private Map<String, @Nullable Object> values(EntityMappingType type, Object row) {
    return values(EntityColumns.of(type, ""), row);
  }

  private Map<String, @Nullable Object> values(List<Column> columns, Object row) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    columns.forEach(column -> values.put(column.name(), column.of(row, unmask)));
    return values;
  }

  private @Nullable Object one(EntityMappingType from, String name, EntityMappingType target) {
    List<Object> found = select("e." + name, from, "", 1);
    return found.isEmpty() ? null : values(target, found.get(0));
  }

  private List<@Nullable Object> many(EntityMappingType from, String name, CollectionPart element) {
    List<@Nullable Object> values = new ArrayList<>();
    List<Object> found = select("element", from, " join e." + name + " element", SHOWN + 1);
    for (Object each : found.subList(0, Math.min(SHOWN, found.size()))) {
      values.add(value(element, each));
    }
    if (found.size() > SHOWN) {
      values.add("… and more");
    }
    return values;
  }

  private @Nullable Object value(CollectionPart element, Object each) {
    if (element instanceof EntityValuedModelPart other) {
      return values(other.getEntityMappingType(), each);
    }
    return element instanceof EmbeddableValuedModelPart embedded
        ? values(EntityColumns.of(embedded.getEmbeddableTypeDescriptor(), "", false), each)
        : PlainValue.of(each);
  }

  private List<Object> select(String what, EntityMappingType from, String join, int most) {
    String hql =
        String.format(
            Locale.ROOT,
            "select %s from %s e%s where %s",
            what,
            from.getImportedName(),
            join,
            EntityId.of(from).condition("e"));
    return ModelRows.bound(session.createSelectionQuery(hql, Object.class), key)
        .setMaxResults(most)
        .getResultList();
  }
}
