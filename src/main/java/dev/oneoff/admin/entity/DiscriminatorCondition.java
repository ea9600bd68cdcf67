package dev.oneoff.admin.entity;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.metamodel.mapping.EntityDiscriminatorMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.persister.entity.SingleTableEntityPersister;

/** Distinguishes an entity's rows from those of others in the same table. */
final class DiscriminatorCondition {

  private static final String NULL = "null";
  private static final String NOT_NULL = "not null";

  private DiscriminatorCondition() {}

  static Optional<String> of(EntityMappingType entity) {
    EntityDiscriminatorMapping column = entity.getDiscriminatorMapping();
    if (!(entity.getEntityPersister() instanceof SingleTableEntityPersister)
        || entity.getSuperMappingType() == null
        || column == null
        || !column.hasPhysicalColumn()) {
      return Optional.empty();
    }
    return Optional.of(
        Stream.concat(Stream.of(entity), entity.getSubMappingTypes().stream())
            .map(type -> type.getEntityPersister().getDiscriminatorSQLValue())
            .distinct()
            .map(value -> condition(column.getSelectionExpression(), value))
            .collect(Collectors.joining(" or ", "(", ")")));
  }

  // As Hibernate writes it: a literal, or null or not null.
  private static String condition(String column, String value) {
    return column + (value.equals(NULL) || value.equals(NOT_NULL) ? " is " + value : " = " + value);
  }
}
