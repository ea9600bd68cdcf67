package dev.oneoff.admin.entity;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.ManagedMappingType;

/** Attributes in declaration order; Hibernate sorts them by name. */
public final class Declared {

  private Declared() {}

  public static List<AttributeMapping> attributes(ManagedMappingType type) {
    List<AttributeMapping> attributes = new ArrayList<>();
    for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
      attributes.add(type.getAttributeMapping(i));
    }
    List<String> fields = fields(type.getJavaType().getJavaTypeClass());
    attributes.sort(
        Comparator.comparingInt(
            attribute -> {
              int index = fields.indexOf(attribute.getAttributeName());
              return index < 0 ? Integer.MAX_VALUE : index;
            }));
    return attributes;
  }

  // Those of the superclass come first.
  private static List<String> fields(Class<?> type) {
    if (type == null || type == Object.class) {
      return List.of();
    }
    LinkedHashSet<String> names = new LinkedHashSet<>(fields(type.getSuperclass()));
    for (Field field : type.getDeclaredFields()) {
      names.add(field.getName());
    }
    return List.copyOf(names);
  }
}
